import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { handler as cancelOrder } from '../src/ordering/cancel-order/handler.ts';
import { handler as listAllOrders } from '../src/ordering/list-all-orders/handler.ts';
import { handler as listOrders } from '../src/ordering/list-orders/handler.ts';
import { aUser } from './shop.ts';
import { type AfterSales, openAfterSales } from './after-sales.ts';

describe('lists of orders', () => {
  let world: AfterSales;
  beforeAll(async () => {
    world = await openAfterSales();
  });
  afterAll(() => world.close());

  it('is not looked for in a range that runs backwards', async () => {
    const caller = { userId: aUser() };
    const list = (query: Record<string, string>) =>
      world.shop.call(listOrders, { method: 'GET', path: '/orders', query, caller });
    expect(await list({ from: '2026-11-02', to: '2026-11-01' })).toMatchObject({
      status: 422,
      body: { code: 'RANGE_INVALID' },
    });
    expect(await list({ from: '2026-11-02', to: '2026-11-02' })).toMatchObject({ status: 200 });
  });

  it('is found by administrators by status, time, shopper and number, page by page', async () => {
    const others = await Promise.all(Array.from({ length: 9 }, () => world.place({ paymentMethod: 'cod' })));
    for (const other of others.slice(0, 3)) await world.call(cancelOrder, other);
    const placed = await world.place({ paymentMethod: 'cod' });
    const { orderNumber } = await world.shop.order(placed.orderId);
    const list = async (query: Record<string, string>) => {
      const caller = { userId: 'usr_admin', scopes: ['shop', 'admin'] };
      const { body } = await world.shop.call(listAllOrders, {
        method: 'GET',
        path: '/admin/orders',
        query,
        caller,
      });
      return body as {
        items: { orderId: string; placedAt: string; status: string }[];
        nextCursor: string | null;
      };
    };
    const typed = String(orderNumber).toLowerCase().replaceAll('-', ' ');
    expect((await list({ orderNumber: typed })).items).toMatchObject([{ orderId: placed.orderId }]);
    expect((await list({ orderNumber: '20261121-AAAAAAA-A' })).items).toEqual([]);
    expect((await list({ userId: placed.user })).items).toMatchObject([{ orderId: placed.orderId }]);
    const cancelled = (await list({ status: 'cancelled' })).items.map(({ status }) => status);
    expect(cancelled).toEqual(['cancelled', 'cancelled', 'cancelled']);
    expect((await list({ to: '2020-01-01' })).items).toEqual([]);
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof list>> = await list({ limit: '4', ...(cursor && { cursor }) });
      expect(page.items.length).toBeLessThanOrEqual(4);
      seen.push(...page.items.map(({ orderId }) => orderId));
      cursor = page.nextCursor;
    } while (cursor !== null);
    const all = await world.shop.everyOrder();
    expect(seen).toHaveLength(all.length);
    expect(seen).toEqual(all.toSorted((a, b) => b.placedAt - a.placedAt).map(({ orderId }) => orderId));
  });
});
