import { beforeEach, describe, expect, it } from '@jest/globals';
import { memoryItems } from '@cartless/aggregate/memory';
import { happened, type TestOrder } from '../../test/shop-events.ts';
import { type Analytics, analyticsOn } from '../../test/world.ts';
import { ANALYTICS_TABLE } from '../analytics-table.ts';
import { stockTable } from '../files/stock-table.ts';

const cny = (amount: number) => ({ amount, currency: 'CNY' });
const NOW = '2026-03-31T10:00:00.000Z';
const before = (days: number) => new Date(Date.parse(NOW) - days * 86_400_000).toISOString();

describe('the stock and how it sells', () => {
  let shop: Analytics;
  const ask = (query: Partial<Parameters<Analytics['stock']>[0]> = {}) =>
    shop.stock({ limit: 100, ...query });
  const sold = async (id: string, days: number, lines: TestOrder['lines'] & object) => {
    const order: TestOrder = { id, user: 'mei', at: before(days), lines };
    expect(await shop.book(happened.placed(order), happened.paid(order, before(days)))).toEqual([]);
  };
  beforeEach(() => {
    shop = analyticsOn(memoryItems(ANALYTICS_TABLE));
    shop.clock.at = Date.parse(NOW);
  });

  it('says before the first count that there was none, also in a file', async () => {
    expect(await ask()).toMatchObject({ counted: false, rows: [], totals: { skus: 0 } });
    const { rows } = stockTable(await ask());
    expect(rows).toEqual([[expect.stringContaining('not counted yet'), ...Array<undefined>(12)]]);
  });

  it('tells what each thing is worth, what sells through and how many days are left, what is gone first first', async () => {
    await shop.book(
      happened.stockCounted('pen', 1, NOW, [{ available: 30, price: cny(500), cost: cny(200) }], 'office'),
      happened.stockCounted('sofa', 1, NOW, [{ available: 2, price: cny(90_000) }]),
      happened.stockCounted('shirt', 1, NOW, [
        { variantId: 'm', available: 5, price: cny(1000), cost: cny(400) },
        { variantId: 'l', available: 0, price: cny(1000), cost: cny(400) },
      ]),
    );
    await sold('a', 3, [{ product: 'pen', quantity: 4, price: 500 }]);
    await sold('b', 20, [
      { product: 'pen', quantity: 6, price: 500 },
      { product: 'shirt', quantity: 15, price: 1000, variant: 'm' },
      { product: 'shirt', quantity: 3, price: 1000, variant: 'l' },
    ]);
    await sold('long-ago', 31, [{ product: 'pen', quantity: 900, price: 500 }]);
    const { counted, rows, totals, nextCursor } = await ask();
    expect([counted, nextCursor]).toEqual([true, null]);
    expect(rows).toMatchObject([
      { sku: 'prd_shirt.l', available: 0, soldIn30Days: 3, sellThrough: 1, daysLeft: 0 },
      {
        sku: 'prd_shirt.m',
        variantId: 'm',
        soldIn7Days: 0,
        soldIn30Days: 15,
        sellThrough: 0.75,
        daysLeft: 10,
      },
      { sku: 'prd_pen', soldIn7Days: 4, soldIn30Days: 10, sellThrough: 0.25, daysLeft: 90 },
      { sku: 'prd_sofa', soldIn30Days: 0, sellThrough: 0, daysLeft: null, valueAtCost: null },
    ]);
    expect(rows[2]).toMatchObject({ valueAtPrice: cny(15_000), valueAtCost: cny(6000), category: 'office' });
    expect(totals).toEqual({
      skus: 4,
      available: 37,
      valueAtPrice: cny(200_000),
      valueAtCost: cny(8000),
      skusWithoutCost: 1,
      soldIn7Days: 4,
      soldIn30Days: 28,
      sellThrough: 28 / 65,
    });
    expect((await ask({ category: 'office' })).totals).toMatchObject({ skus: 1, available: 30 });
  });

  it('pages through rows of the same place without losing or repeating one', async () => {
    for (const product of ['a', 'b', 'c', 'd', 'e']) {
      await shop.book(happened.stockCounted(product, 1, NOW, [{ available: 3, price: cny(100) }]));
    }
    await sold('a', 1, [{ product: 'd', quantity: 2, price: 100 }]);
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const { rows, nextCursor, totals } = await ask({ limit: 2, cursor });
      seen.push(...rows.map(({ sku }) => sku));
      expect(totals.skus).toBe(5);
      cursor = nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(seen).toEqual(['prd_d', 'prd_a', 'prd_b', 'prd_c', 'prd_e']);
    await expect(ask({ cursor: 'eyJ4IjoxfQ' })).rejects.toMatchObject({ code: 'CURSOR_INVALID' });
  });

  it('keeps the latest count, whatever is heard of last, and leaves out what is neither sold nor there', async () => {
    const price = cny(100);
    const counts = [2, 3, 3, 1].map((sequence) =>
      happened.stockCounted('pen', sequence, NOW, [{ available: sequence * 10, price }]),
    );
    for (const count of counts) expect(await shop.book(count)).toEqual([]);
    expect((await ask()).rows).toMatchObject([{ sku: 'prd_pen', available: 30 }]);
    const gone = (available: number, sequence: number) =>
      happened.stockCounted('pen', sequence, NOW, [{ available, price }], 'home', false);
    await shop.book(gone(4, 4));
    expect((await ask()).rows).toMatchObject([{ available: 4 }]);
    await shop.book(gone(0, 5));
    expect((await ask()).rows).toEqual([]);
  });
});
