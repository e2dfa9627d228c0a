import { memoryItems } from '@cartless/aggregate/memory';
import { describe, expect, it } from '@jest/globals';
import { happened, type TestOrder, totalOf } from '../../test/shop-events.ts';
import { analyticsOn } from '../../test/world.ts';
import { ANALYTICS_TABLE, archivePartition } from '../analytics-table.ts';
import { pack, unpack } from '../packed.ts';
import { archivedFacts } from './archive-store.ts';
import { believedFact } from './believed-fact.ts';
import type { Fact } from './fact.ts';
import { readFact } from './read-fact.ts';

const NOW = '2026-11-29T12:00:00.000Z';
const TODAY = NOW.slice(0, 10);
const ORDER: TestOrder = { id: 'o1', user: 'u1', at: '2026-11-27T08:00:00.000Z' };

/** A shop's numbers on this day. */
function onThisDay() {
  const items = memoryItems(ANALYTICS_TABLE);
  const analytics = analyticsOn(items);
  analytics.clock.at = Date.parse(NOW);
  const revenueOn = async (from: string, to = from) =>
    (await analytics.summaries({ from, to, metrics: 'revenue' })).totals['revenue'];
  return { ...analytics, items, revenueOn };
}

describe('an event whose time is not within reason', () => {
  it.each([
    ['400 days ahead', '2028-01-03T12:00:00.000Z', TODAY],
    ['in the year 9999', '9999-12-31T00:00:00.000Z', TODAY],
    ['hours before its order', '2026-11-26T08:00:00.000Z', ORDER.at.slice(0, 10)],
    ['in the year 1', '0001-01-01T00:00:00.000Z', ORDER.at.slice(0, 10)],
    ['within reason', '2026-11-28T08:00:00.000Z', '2026-11-28'],
  ])('and lies %s counts on a day on which it can have happened', async (_what, at, day) => {
    const { book, revenueOn } = onThisDay();
    expect(await book(happened.placed(ORDER), happened.paid(ORDER, at))).toEqual([]);
    expect(await revenueOn(day)).toMatchObject({ amount: totalOf(ORDER) });
    expect(await revenueOn('2026-11-20', TODAY)).toMatchObject({ amount: totalOf(ORDER) });
  });

  it('is archived as it is believed, so that a rebuild counts it on the same day however late it is', async () => {
    const { book, clock, ground } = onThisDay();
    await book(happened.paid(ORDER, '2028-01-03T12:00:00.000Z'));
    clock.at += 500 * 86_400_000;
    const facts: Fact[] = [];
    for await (const page of archivedFacts(ground, TODAY)) facts.push(...page.facts);
    expect(facts).toMatchObject([{ kind: 'paid', at: NOW }]);
  });

  it('is believed as of its arrival when an earlier release has archived it', async () => {
    const { items, ground } = onThisDay();
    const told = readFact(happened.paid(ORDER, '2028-01-03T12:00:00.000Z'), 'CNY');
    expect(told.at).toBe('2028-01-03T12:00:00.000Z');
    await items.write([
      { put: { pk: archivePartition(TODAY), sk: `${NOW}#0b6f`, facts: pack([told, told]) } },
    ]);
    const [stored] = (await items.query({ hash: archivePartition(TODAY) })).items;
    expect(unpack<Fact[]>(stored?.['facts'])[0]?.at).toBe(told.at);
    const facts: Fact[] = [];
    for await (const page of archivedFacts(ground, TODAY)) facts.push(...page.facts);
    expect(facts).toMatchObject([{ at: NOW }, { at: NOW }]);
  });

  it('about a parcel or a person did not happen after it came in', () => {
    const at = '2028-01-03T12:00:00.000Z';
    const parcel: Fact = { id: '1', kind: 'delivered', buyer: 'b', orderId: 'o', orderNumber: 'n', at };
    const person: Fact = { id: '2', kind: 'registered', buyer: 'b', at };
    for (const fact of [parcel, person]) {
      expect(believedFact(fact, NOW)).toEqual({ ...fact, at: NOW });
      expect(believedFact(believedFact(fact, NOW), at)).toEqual({ ...fact, at: NOW });
    }
  });
});
