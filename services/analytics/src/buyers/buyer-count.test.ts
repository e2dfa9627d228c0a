import { beforeAll, describe, expect, it } from '@jest/globals';
import { memoryItems } from '@cartless/aggregate/memory';
import { happened } from '../../test/shop-events.ts';
import { type Analytics, analyticsOn } from '../../test/world.ts';
import { ANALYTICS_TABLE } from '../analytics-table.ts';
import { SAMPLE_LIMIT } from './buyer-sample.ts';

const PEOPLE = SAMPLE_LIMIT + 276;
const placedBy = (person: number, at: string) =>
  happened.placed({
    id: `${at.slice(8, 10)}-${at.slice(11, 13)}-${person}`,
    user: `u${person}`,
    at,
    lines: [{ product: 'pen', quantity: 1, price: 1 }],
  });

describe('people on a day with more orders than a sample holds', () => {
  let shop: Analytics;
  beforeAll(async () => {
    shop = analyticsOn(memoryItems(ANALYTICS_TABLE));
    const everybody = Array.from({ length: PEOPLE }, (_, person) => person);
    await shop.book(...everybody.map((person) => placedBy(person, '2026-03-09T10:00:00.000Z')));
    await shop.book(...everybody.map((person) => placedBy(person, '2026-03-10T10:00:00.000Z')));
    await shop.book(placedBy(0, '2026-03-10T12:00:00.000Z'), placedBy(PEOPLE, '2026-03-10T12:00:00.000Z'));
    await shop.book(placedBy(1, '2026-03-10T13:00:00.000Z'));
  });
  const by = (groupBy: 'hour' | 'day', from: string) =>
    shop.summaries({ from, to: from, groupBy, metrics: 'activeBuyers,newBuyers,returningBuyers,repeatRate' });

  it('are told hour by hour with how far off that may be, each by its own', async () => {
    const { rows } = await by('hour', '2026-03-10');
    const ten = rows[10];
    expect(ten).toMatchObject({
      newBuyers: 0,
      activeBuyersError: expect.any(Number),
      returningBuyersError: expect.any(Number),
    });
    expect(Math.abs((ten?.activeBuyers ?? 0) - PEOPLE)).toBeLessThan(
      4 * (ten?.activeBuyersError ?? 0) * PEOPLE,
    );
    expect(rows[12]).toMatchObject({ newBuyers: 1 });
    expect(rows[12]?.activeBuyersError).toBeGreaterThan(ten?.activeBuyersError ?? 1);
  });

  it('are exact where nobody or one person ordered, and where all were new', async () => {
    const { rows } = await by('hour', '2026-03-10');
    expect(rows[11]).toMatchObject({ activeBuyers: 0, returningBuyers: 0, repeatRate: null });
    expect(rows[13]).toMatchObject({ activeBuyers: 1, returningBuyers: 1, repeatRate: 0 });
    const { rows: days, totals } = await by('day', '2026-03-09');
    const all = { activeBuyers: PEOPLE, newBuyers: PEOPLE, returningBuyers: 0, repeatRate: 0 };
    expect(totals).toEqual(all);
    expect(days).toEqual([expect.objectContaining(all)]);
    for (const row of [rows[11], rows[13], ...days])
      expect(Object.keys(row ?? {}).filter((name) => name.endsWith('Error'))).toEqual([]);
  });
});
