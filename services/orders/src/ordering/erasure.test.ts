import { describe, expect, it } from '@jest/globals';
import { anOrder, PRODUCT } from '../../test/an-order.ts';
import { memoryShop } from '../../test/memory-shop.ts';
import { SHANGHAI } from '../../test/addresses.ts';
import { refundOrder } from '../payments/refund-order.ts';
import { acceptReturn } from '../returns/accept-return.ts';
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
      const waiting = erase(anOrder(status), 99)?.state;
      expect(waiting).toEqual({ ...anOrder(status), erasureDue: true });
      expect(erase(waiting!, 100)).toBeUndefined();
    },
  );

  it('comes with the closing of the order, whoever closes it and whether or not money goes back', async () => {
    const shop = memoryShop();
    const request = { items: returnRequest.items, reason: `${SECRET} says`, at: 3 };
    await shop.ports.orders.create(() => ({
      state: anOrder('return-requested', { returnRequest: request, note: SECRET, history: [] }),
    }));
    await shop.ports.change('ord_1', (current) => erase(current, 99));
    expect(JSON.stringify(await shop.ports.read('ord_1'))).toContain(SECRET);
    await acceptReturn(shop.ports)({ orderId: 'ord_1', amount: 0 });
    const after = await shop.ports.read('ord_1');
    expect(after).toMatchObject({ status: 'returned', erasedAt: expect.any(Number) as unknown });
    expect(after).not.toHaveProperty('erasureDue');
    expect(JSON.stringify(shop.memory.all())).not.toContain(SECRET);
    expect(JSON.stringify(shop.memory.all())).not.toContain(SHANGHAI.line1);
  });

  it('holds for what is written afterwards, and a repeated request is known all the same', async () => {
    const shop = memoryShop();
    await shop.ports.orders.create(() => ({
      state: anOrder('cancelled', { captures: [{ intent: 'pi_1', amount: 10_000, at: 5 }] }),
    }));
    await shop.ports.change('ord_1', (current) => erase(current, 99));
    const ask = () =>
      refundOrder(shop.ports)({
        orderId: 'ord_1',
        amount: 100,
        reason: `${SECRET} called`,
        idempotencyKey: 'k',
      });
    await ask();
    const after = await ask();
    expect(after.refunds).toHaveLength(1);
    expect(JSON.stringify(shop.memory.all())).not.toContain(SECRET);
  });
});
