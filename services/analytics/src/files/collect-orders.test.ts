import { describe, expect, it } from '@jest/globals';
import { collectOrders, MOST_ORDERS } from './collect-orders.ts';

/** A shop with so many orders, of which every page hands out a share. */
function shopWith(count: number, share = 1) {
  const asked = { pages: 0 };
  const list = async (cursor: string | undefined, limit: number) => {
    asked.pages += 1;
    const from = Number(cursor ?? 0);
    const to = Math.min(count, from + limit);
    const items = Array.from({ length: Math.floor((to - from) * share) }, (_, i) => from + i);
    return { items, nextCursor: to === count ? null : String(to) };
  };
  return { list, asked };
}

describe('the orders of a file', () => {
  it.each([
    [0, 0, null],
    [1, 1, null],
    [MOST_ORDERS - 1, MOST_ORDERS - 1, null],
    [MOST_ORDERS, MOST_ORDERS, null],
    [MOST_ORDERS + 1, MOST_ORDERS, String(MOST_ORDERS)],
  ])('of a shop with %i are %i, and the next file begins at %s', async (count, expected, next) => {
    const { orders, nextCursor } = await collectOrders(shopWith(count).list, undefined);
    expect([orders.length, nextCursor]).toEqual([expected, next]);
  });

  it('are all there, once each, when file after file is asked for', async () => {
    const { list } = shopWith(2 * MOST_ORDERS + 7);
    const all: number[] = [];
    let file = await collectOrders(list, undefined);
    all.push(...file.orders);
    while (file.nextCursor !== null) {
      file = await collectOrders(list, file.nextCursor);
      all.push(...file.orders);
    }
    expect(all).toEqual(Array.from({ length: 2 * MOST_ORDERS + 7 }, (_, i) => i));
  });

  it('are as many as a bounded number of pages brings when few match', async () => {
    const { list, asked } = shopWith(100_000, 0.01);
    const { orders, nextCursor } = await collectOrders(list, undefined);
    expect([orders.length, asked.pages, nextCursor]).toEqual([60, 60, '6000']);
  });
});
