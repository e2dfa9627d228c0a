import { describe, expect, it } from '@jest/globals';
import { anOrder } from '../../test/an-order.ts';
import { memoryShop } from '../../test/memory-shop.ts';
import { SHANGHAI } from '../../test/addresses.ts';
import { refundOrder } from '../payments/refund-order.ts';
import { rejectReturn } from '../returns/decide-return.ts';
import type { Received, Requested } from '../returns/return.ts';
import { confirmReceipt } from './confirm-receipt.ts';
import { erase } from './erasure.ts';
import type { Order } from './order.ts';

const SECRET = '林美';
const refunds = [
  { key: 'r1', intent: 'pi_1', amount: 1, reason: `${SECRET} wanted it`, owedAt: 1, doneAt: 2 },
];
const asked: Requested = {
  status: 'requested',
  items: [{ line: 0, quantity: 2 }],
  reason: `${SECRET} says`,
  comment: `call ${SECRET}`,
  at: 3,
};
const received: Received = {
  ...asked,
  status: 'received',
  decision: { at: 4, by: 'admin', reason: `for ${SECRET}` },
  received: { at: 5, items: [{ line: 0, quantity: 2, restocked: 2 }], refund: 1 },
};

describe('erasing what an order tells of its shopper', () => {
  it.each([
    anOrder('cancelled', {
      cancelled: { why: 'shopper', text: `ask ${SECRET}`, at: 1 },
      note: SECRET,
      refunds,
    }),
    anOrder('returned', { returns: [received], note: SECRET, refunds }),
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

  it('invents no region for a country that has none', () => {
    const { region: _region, ...shippingAddress } = { ...SHANGHAI, country: 'SG' };
    const change = erase(anOrder('completed', { shippingAddress }), 99);
    expect(Object.keys(change?.state.shippingAddress ?? {})).not.toContain('region');
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

  it('waits for an open return of a closed order, and comes with its end', async () => {
    const shop = memoryShop();
    await shop.ports.orders.create(() => ({
      state: anOrder('completed', { returns: [asked], note: SECRET, history: [] }),
    }));
    await shop.ports.change('ord_1', (current) => erase(current, 99));
    expect(JSON.stringify(await shop.ports.read('ord_1'))).toContain(SECRET);
    await rejectReturn(shop.ports)({ orderId: 'ord_1', returnId: 'ret_1-1', reason: `no, ${SECRET}` });
    const after = await shop.ports.read('ord_1');
    expect(after).toMatchObject({ status: 'completed', erasedAt: shop.clock.at });
    expect(after).not.toHaveProperty('erasureDue');
    expect(JSON.stringify(shop.memory.all())).not.toContain(SECRET);
    expect(JSON.stringify(shop.memory.all())).not.toContain(SHANGHAI.line1);
  });

  it('comes with the closing of the order', async () => {
    const shop = memoryShop();
    const history = [{ status: 'delivered', at: 20, by: 'carrier' }] as const;
    await shop.ports.orders.create(() => ({ state: anOrder('delivered', { note: SECRET, history }) }));
    await shop.ports.change('ord_1', (current) => erase(current, 99));
    await confirmReceipt(shop.ports)({ orderId: 'ord_1', userId: 'usr_1' });
    expect(await shop.ports.read('ord_1')).toMatchObject({ status: 'completed', erasedAt: shop.clock.at });
    expect(JSON.stringify(shop.memory.all())).not.toContain(SECRET);
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
