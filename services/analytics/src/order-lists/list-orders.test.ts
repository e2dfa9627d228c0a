import { describe, expect, it } from '@jest/globals';
import { memoryItems } from '@cartless/aggregate/memory';
import { happened, type TestOrder } from '../../test/shop-events.ts';
import { analyticsOn } from '../../test/world.ts';
import { ANALYTICS_TABLE } from '../analytics-table.ts';

const MARCH = { from: '2026-03-01', to: '2026-03-31' };
const orders = Array.from({ length: 30 }, (_, i): TestOrder => ({
  id: `o${i}`,
  user: 'mei',
  at: `2026-03-${String(1 + i).padStart(2, '0')}T10:00:00.000Z`,
  region: i % 3 === 0 ? '北京' : '上海',
  lines: [{ product: i % 2 === 0 ? 'pen' : 'lamp', quantity: 1, price: 100 * i }],
}));

async function open() {
  const shop = analyticsOn(memoryItems(ANALYTICS_TABLE));
  await shop.book(...orders.map(happened.placed));
  // What comes of so many days at once waits for the task that books it.
  await shop.bookWaiting();
  return shop;
}

describe('the orders behind a number', () => {
  it('come newest first, page by page, each once', async () => {
    const { orderLists } = await open();
    const ids: string[] = [];
    let cursor: string | undefined;
    do {
      const { items, nextCursor } = await orderLists(MARCH, cursor, 7);
      expect(items.length).toBeLessThanOrEqual(7);
      ids.push(...items.map(({ orderId }) => orderId));
      cursor = nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(ids).toEqual(orders.map(({ id }) => `ord_${id}`).toReversed());
  });

  it('are found by any filters together', async () => {
    const { orderLists } = await open();
    const query = { ...MARCH, region: '北京', productId: 'prd_pen', minTotal: 600, maxTotal: 1800 };
    const { items } = await orderLists(query, undefined, 20);
    expect(items.map(({ orderId }) => orderId)).toEqual(['ord_o18', 'ord_o12', 'ord_o6']);
  });

  it('are found by the state that the latest event of each tells', async () => {
    const { book, orderLists } = await open();
    const [first, second] = orders as [TestOrder, TestOrder];
    await book(happened.cancelled(second, second.at), happened.paid(first, first.at));
    const ask = async (status: 'cancelled' | 'paid') =>
      (await orderLists({ ...MARCH, status }, undefined, 20)).items;
    expect(await ask('cancelled')).toMatchObject([{ orderId: 'ord_o1', status: 'cancelled' }]);
    expect(await ask('paid')).toMatchObject([{ orderId: 'ord_o0', paidAt: first.at }]);
  });

  it('refuse a cursor of another range', async () => {
    const { orderLists } = await open();
    const { nextCursor } = await orderLists(MARCH, undefined, 5);
    const february = { from: '2026-02-01', to: '2026-02-28' };
    await expect(orderLists(february, nextCursor ?? '', 5)).rejects.toMatchObject({ code: 'CURSOR_INVALID' });
  });
});
