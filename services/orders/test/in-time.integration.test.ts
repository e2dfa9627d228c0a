import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { orders } from '../src/service.ts';
import { handler as placeOrder } from '../src/ordering/place-order/handler.ts';
import { handler as sweepOrdersHandler } from '../src/ordering/sweep-orders/handler.ts';
import { aUser, orderBody, withRights } from './shop.ts';
import { type AfterSales, openAfterSales } from './after-sales.ts';

const DAY = 86_400_000;

const sweepOrders = withRights('sweepOrders', sweepOrdersHandler);

describe('what time does to orders', () => {
  let world: AfterSales;
  beforeAll(async () => {
    world = await openAfterSales();
  });
  afterAll(() => world.close());

  it('finds what was paid at the provider and never heard of, and records it once', async () => {
    const placed = await world.paid();
    expect((await world.reconcile()).repaired).toBe(0);
    expect((await world.shop.order(placed.orderId)).captures).toHaveLength(1);
  });

  it('cancels an order that is not paid in time, once, and not a moment earlier', async () => {
    const placed = await world.place();
    const { payBy } = await world.shop.order(placed.orderId);
    await world.expire(placed, (payBy ?? 0) - 1);
    expect((await world.shop.order(placed.orderId)).status).toBe('placed');
    await Promise.all([1, 2, 3].map(() => world.expire(placed, payBy ?? 0)));
    expect(await world.shop.order(placed.orderId)).toMatchObject({
      status: 'cancelled',
      cancelled: { why: 'unpaid' },
    });
    expect(await world.shop.available(placed.product)).toBe(10);
  });

  it('is told with its first time to pay when it is placed again, also after its page gave more', async () => {
    const [user, product] = [aUser(), await world.shop.product()];
    const headers = { 'idempotency-key': crypto.randomUUID() };
    const body = orderBody([{ product }]);
    const call = { method: 'POST', path: '/orders', body, headers, caller: { userId: user } };
    const first = await world.shop.call(placeOrder, call);
    const orderId = String(first.body['orderId']);
    await world.openPage({ orderId, user, product });
    expect((await world.shop.call(placeOrder, call)).body).toEqual(first.body);
    const { pageUntil, payBy } = await world.shop.order(orderId);
    expect(pageUntil).toBeGreaterThan(payBy ?? 0);
  });

  it('finds unpaid orders by the sweep when the delayed message is lost', async () => {
    const cod = await world.place({ paymentMethod: 'cod' });
    const placed = await world.place();
    const item = await world.shop.order(placed.orderId);
    await orders().change(placed.orderId, (order) => ({
      state: { ...order, payBy: Date.now() - 1000 },
    }));
    await sweepOrders();
    expect(item.status).toBe('placed');
    expect((await world.shop.order(placed.orderId)).status).toBe('cancelled');
    expect((await world.shop.order(cod.orderId)).status).toBe('placed');
  });

  it('completes an order by itself seven days after delivery', async () => {
    const placed = await world.paid();
    await world.deliver(placed);
    await world.expire(placed, Date.now() + 6 * DAY);
    expect((await world.shop.order(placed.orderId)).status).toBe('delivered');
    await world.expire(placed, Date.now() + 8 * DAY);
    expect(await world.shop.order(placed.orderId)).toMatchObject({ status: 'completed' });
    expect((await world.shop.order(placed.orderId)).history.at(-1)?.by).toBe('system');
  });
});
