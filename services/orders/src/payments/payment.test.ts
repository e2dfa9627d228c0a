import { describe, expect, it } from '@jest/globals';
import { anOrder } from '../../test/an-order.ts';
import { captured, owed, refundable } from './money-kept.ts';
import { pay } from './payment.ts';
import { note } from './noted-refund.ts';
import { settle } from './refund-moves.ts';

const step = { at: 9, by: 'provider' } as const;
const money = { intent: 'pi_2', amount: 10_000, currency: 'CNY', at: 8 };
const NUMBER = '20261121-4F7K2M9-C';
const draw = () => NUMBER as typeof NUMBER;

describe('money that arrives', () => {
  it('pays a placed order, and is told with the time of the payment', () => {
    const change = pay(anOrder('placed'), money, step, draw);
    expect(change).toMatchObject({
      state: { status: 'paid', captures: [{ intent: 'pi_2', amount: 10_000, at: 8 }] },
    });
    expect(change?.facts).toEqual([{ type: 'order-paid', at: 9, paidAt: 8 }]);
  });

  it('is known when it is heard of again', () => {
    expect(pay(anOrder('paid'), { ...money, intent: 'pi_1' }, step, draw)).toBeUndefined();
  });

  it('brings the number of an order that has none yet, in the same write', () => {
    const change = pay(anOrder('placed', { orderNumber: null }), money, step, draw);
    expect(change).toMatchObject({
      state: { status: 'paid', orderNumber: NUMBER },
      facts: [
        { type: 'order-confirmed', at: 9 },
        { type: 'order-paid', at: 9, paidAt: 8 },
      ],
      also: [{ type: 'claim-number', orderNumber: NUMBER }],
    });
  });

  it("counts as the order's currency when an earlier release stored it without one", () => {
    const { currency: _, ...older } = money;
    expect(pay(anOrder('placed'), older, step, draw)?.state.status).toBe('paid');
  });

  it.each(['paid', 'cancelled', 'shipped', 'returned'] as const)(
    'is owed back when the order is %s',
    (status) => {
      const change = pay(anOrder(status), money, step, draw);
      expect(change?.state.status).toBe(status);
      expect(change?.state.refunds).toMatchObject([{ intent: 'pi_2', amount: 10_000, owedAt: 9 }]);
      expect(change?.facts).toEqual([{ type: 'refund-owed', at: 9 }]);
    },
  );

  it.each([
    ['too little', { amount: 100 }, '100, not 10000'],
    ['too much', { amount: 10_001 }, '10001, not 10000'],
    ['of another currency', { currency: 'JPY' }, 'in JPY, not in CNY'],
    ['for an order that is paid at the door', {}, 'not payable any more'],
  ])('pays nothing and is owed back when it is %s', (_, odd, reason) => {
    const paymentMethod = reason.startsWith('not') ? 'cod' : 'card';
    const change = pay(anOrder('placed', { paymentMethod }), { ...money, ...odd }, step, draw);
    expect(change).toMatchObject({
      state: {
        status: 'placed',
        refunds: [{ intent: 'pi_2', amount: { ...money, ...odd }.amount, reason, unearned: true }],
      },
      facts: [{ type: 'refund-owed', at: 9 }],
    });
  });

  it('of another currency is in no sum, and is told in its own when it went back', () => {
    const yen = pay(anOrder('placed'), { ...money, amount: 500, currency: 'JPY' }, step, draw);
    const order = pay(yen!.state, { ...money, intent: 'pi_3' }, step, draw)!.state;
    expect([captured(order), refundable(order), owed(order)]).toEqual([10_000, 10_000, 0]);
    const [refund] = order.refunds;
    const done = settle(order, refund!.key, 10, { amount: 500, inAll: 500 });
    expect(done?.facts).toEqual([
      { type: 'payment-returned', at: 10, returned: { amount: 500, currency: 'JPY' }, returnedAt: 10 },
    ]);
  });

  it('that fits no order is no refund of the order, also when somebody gives it back by hand', () => {
    const order = pay(anOrder('paid'), money, step, draw)!.state;
    const byHand = settle(order, order.refunds[0]!.key, 10, { amount: 4000, inAll: 10_000 });
    expect(byHand).toMatchObject({
      state: {
        refunds: [
          { amount: 4000, unearned: true },
          { amount: 6000, unearned: true },
        ],
      },
      facts: [{ type: 'payment-returned', returned: { amount: 10_000, currency: 'CNY' } }],
    });
    const again = { intent: 'pi_2', refundedInAll: 10_000, at: 11 };
    expect(note(byHand!.state, again, 11)).toBeUndefined();
  });
});
