import { describe, expect, it } from '@jest/globals';
import { anOrder } from '../../test/an-order.ts';
import { pay } from './payment.ts';

const step = { at: 9, by: 'provider' } as const;
const money = { intent: 'pi_2', amount: 10_000, at: 8 };

describe('money that arrives', () => {
  it('pays a placed order, and is told with the time of the payment', () => {
    const change = pay(anOrder('placed'), money, step);
    expect(change).toMatchObject({ state: { status: 'paid', captures: [money] } });
    expect(change?.facts).toEqual([{ type: 'order-paid', at: 9, paidAt: 8 }]);
  });

  it('is known when it is heard of again', () => {
    expect(pay(anOrder('paid'), { ...money, intent: 'pi_1' }, step)).toBeUndefined();
  });

  it('waits for the number of the order', () => {
    expect(() => pay(anOrder('placed', { orderNumber: null }), money, step)).toThrow(/no number yet/);
  });

  it.each(['paid', 'cancelled', 'shipped', 'returned'] as const)(
    'is owed back when the order is %s',
    (status) => {
      const change = pay(anOrder(status), money, step);
      expect(change?.state.status).toBe(status);
      expect(change?.state.refunds).toMatchObject([{ intent: 'pi_2', amount: 10_000, owedAt: 9 }]);
      expect(change?.facts).toEqual([{ type: 'refund-owed', at: 9 }]);
    },
  );
});
