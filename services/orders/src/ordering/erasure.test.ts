import { describe, expect, it } from '@jest/globals';
import { anOrder, PRODUCT } from '../../test/an-order.ts';
import { memoryShop } from '../../test/memory-shop.ts';
import { SHANGHAI } from '../../test/addresses.ts';
import { erase } from './erasure.ts';
import type { Order } from './order.ts';

const SECRET = '林美';
const refunds = [
  { key: 'r1', intent: 'pi_1', amount: 1, reason: `${SECRET} wanted it`, owedAt: 1, doneAt: 2 },
];
const returnRequest = { items: [{ productId: PRODUCT, quantity: 1 }], reason: `${SECRET} says`, at: 3 };

describe('erasing what an order tells of its shopper', () => {
  it.each([
    anOrder('cancelled', {
      cancelled: { why: 'shopper', text: `ask ${SECRET}`, at: 1 },
      note: SECRET,
      refunds,
    }),
    anOrder('returned', { returnRequest, note: SECRET, refunds }),
    anOrder('completed', { refunds }),
  ])('leaves nothing that a person typed in a $status order', async (order: Order) => {
    const shop = memoryShop();
    await shop.ports.orders.create(() => ({ state: order }));
    const after = await shop.ports.change('ord_1', (current) => erase(current, 99));
    expect(after).toMatchObject({ erasedAt: 99, shippingAddress: { country: 'CN', region: '上海' } });
    const stored = JSON.stringify(await shop.ports.read('ord_1'));
    expect(stored).not.toContain(SECRET);
    expect(stored).not.toContain(SHANGHAI.line1);
    expect(await shop.ports.change('ord_1', (current) => erase(current, 100))).toMatchObject({
      erasedAt: 99,
    });
  });

  it('goes by its mark: a shopper whose name is a dash is erased like any other', () => {
    const shippingAddress = { ...SHANGHAI, recipient: '-' };
    const change = erase(anOrder('completed', { shippingAddress }), 99);
    expect(change?.state).toMatchObject({ erasedAt: 99, shippingAddress: { line1: '-' } });
  });

  it.each(['placed', 'paid', 'shipped', 'delivered', 'return-requested'] as const)(
    'waits while the order is %s',
    (status) => {
      expect(erase(anOrder(status), 99)).toBeUndefined();
    },
  );
});
