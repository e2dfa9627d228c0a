import { describe, expect, it } from '@jest/globals';
import { memoryItems } from '@cartless/aggregate/memory';
import { happened, type TestOrder, totalOf } from '../../test/shop-events.ts';
import { analyticsOn } from '../../test/world.ts';
import { ANALYTICS_TABLE } from '../analytics-table.ts';

const open = () => analyticsOn(memoryItems(ANALYTICS_TABLE));
const order = (id: string, at: string, more: Partial<TestOrder> = {}): TestOrder => ({
  id,
  user: 'mei',
  at,
  ...more,
});
const ALL = { from: '2026-01-01', to: '2026-11-30' };
const cny = (amount: number) => ({ amount, currency: 'CNY' });

/** The months in which anybody is new, with how many. */
async function newByMonth({ summaries }: ReturnType<typeof open>) {
  const { rows } = await summaries({ ...ALL, metrics: 'newBuyers', groupBy: 'month' });
  return Object.fromEntries(
    rows.flatMap(({ key, newBuyers = 0 }) => (newBuyers === 0 ? [] : [[key, newBuyers]])),
  );
}

describe('people by their first order', () => {
  const january = order('a', '2026-01-31T23:30:00.000Z');
  const march = order('b', '2026-03-01T00:00:00.000Z');

  it('are new once, where their earliest order is, whichever comes first and however often', async () => {
    const shop = open();
    await shop.book(happened.placed(march));
    expect(await newByMonth(shop)).toEqual({ '2026-03': 1 });
    await shop.book(happened.placed(january), happened.placed(march));
    expect(await newByMonth(shop)).toEqual({ '2026-01': 1 });
    await shop.book(happened.placed(january));
    expect(await newByMonth(shop)).toEqual({ '2026-01': 1 });
    const { totals } = await shop.summaries({
      from: '2026-03-01',
      to: '2026-03-31',
      metrics: 'newBuyers,returningBuyers',
    });
    expect(totals).toEqual({ newBuyers: 0, returningBuyers: 1 });
  });

  it('stay new and stay in their cohort when that order is cancelled or their account erased', async () => {
    const shop = open();
    await shop.book(
      happened.placed(january),
      happened.cancelled(january, '2026-02-01T10:00:00.000Z'),
      happened.erased('mei', '2026-02-02T10:00:00.000Z'),
    );
    expect(await newByMonth(shop)).toEqual({ '2026-01': 1 });
    expect((await shop.cohorts(ALL)).cohorts[0]).toMatchObject({ key: '2026-01', buyers: 1, cameBack: 0 });
  });

  it('move to another cohort, with all that they did, when an earlier order is heard of', async () => {
    const shop = open();
    const may = order('c', '2026-05-05T10:00:00.000Z');
    const tom = order('d', '2026-03-05T10:00:00.000Z', { user: 'tom' });
    await shop.book(happened.paid(march, '2026-03-01T00:10:00.000Z'));
    expect((await shop.cohorts(ALL)).cohorts.every(({ revenue }) => revenue.amount === 0)).toBe(true);
    await shop.book(...[march, may, tom].map(happened.placed));
    const before = (await shop.cohorts(ALL)).cohorts;
    expect(before[2]).toMatchObject({ key: '2026-03', buyers: 2, cameBack: 1, repeatRate: 0.5, orders: 3 });
    await shop.book(happened.placed(january));

    const { cohorts, zone } = await shop.cohorts(ALL);
    expect(zone).toBe('UTC');
    expect(cohorts[2]).toMatchObject({ key: '2026-03', buyers: 1, cameBack: 0, orders: 1, revenue: cny(0) });
    const [first] = cohorts;
    expect(first).toMatchObject({
      buyers: 1,
      cameBack: 1,
      repeatRate: 1,
      orders: 3,
      revenue: cny(totalOf(march)),
    });
    expect(
      first?.months.map(({ since, buyers, share, orders }) => [since, buyers, share, orders]).slice(0, 6),
    ).toEqual([
      [0, 1, 1, 1],
      [1, 0, 0, 0],
      [2, 1, 1, 1],
      [3, 0, 0, 0],
      [4, 1, 1, 1],
      [5, 0, 0, 0],
    ]);
    expect(first?.months[2]).toMatchObject({ key: '2026-03', revenue: cny(totalOf(march)) });
  });

  it('are asked for by whole months, up to the present one, of the last year when nobody says', async () => {
    const { cohorts, clock } = open();
    clock.at = Date.parse('2026-03-15T00:00:00Z');
    const keys = (await cohorts({})).cohorts.map(({ key, months }) => [key, months.length]);
    expect(keys).toHaveLength(12);
    expect([keys[0], keys.at(-1)]).toEqual([
      ['2025-04', 12],
      ['2026-03', 1],
    ]);
    const some = await cohorts({ from: '2026-01-31', to: '2026-02-01T00:00:01Z' });
    expect(some).toMatchObject({ from: '2026-01-01T00:00:00.000Z', to: '2026-03-01T00:00:00.000Z' });
    await expect((async () => cohorts({ from: '2020-01-01' }))()).rejects.toMatchObject({
      code: 'RANGE_TOO_LONG',
    });
  });
});
