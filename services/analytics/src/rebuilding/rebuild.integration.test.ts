import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { dynamoItems } from '@cartless/aggregate/dynamodb';
import { ANALYTICS_TABLE } from '../analytics-table.ts';
import type { DomainEvent } from '@cartless/domain';
import { testTable, type TestTable } from '@cartless/testing';
import { happened, type TestOrder, totalOf } from '../../test/shop-events.ts';
import { archivedDays, archivedFacts, archiveStore } from '../facts/archive-store.ts';
import { booksStore } from '../facts/books-store.ts';
import { buyerSampleStore, readSamples } from '../buyers/buyer-samples-store.ts';
import { orderFactStore } from '../order-lists/order-facts-store.ts';
import { rollUpStore } from '../roll-ups/roll-ups-store.ts';
import {
  freshGeneration,
  GENERATION_LEASE_MS,
  goLive,
  interruptedGeneration,
  liveGeneration,
} from './generation.ts';
import { rollUpPartition, rollUpSort } from '../analytics-table.ts';
import type { Fact } from '../facts/fact.ts';
import { readPeriod } from '../calendar/period.ts';
import { readFact } from '../facts/read-fact.ts';
import { planReport } from '../reports/report-plan.ts';
import { zoneOf } from '../calendar/zone.ts';
import { bookFacts } from '../facts/book-facts.ts';
import { rebuild } from './rebuild.ts';
import { reconcile } from './reconcile.ts';
import { summarise } from '../reports/summarise.ts';

const DAY = '2026-02-10';
const orders = Array.from({ length: 12 }, (_, i): TestOrder => ({
  id: `o${i}`,
  user: `u${i % 5}`,
  at: `${DAY}T${String(i).padStart(2, '0')}:00:00.000Z`,
}));

const itemsOf = ({ client, name }: TestTable) => dynamoItems(client, name, ANALYTICS_TABLE);

describe('the archive and the orders, as a check on the roll-ups', () => {
  let table: TestTable;
  let clock = Date.parse(`${DAY}T20:00:00Z`);
  beforeAll(async () => {
    table = await testTable(new URL('../../infra/tables.yml', import.meta.url), 'AnalyticsTable');
  });
  afterAll(() => table.drop());

  const now = () => clock;
  const placeOf = (generation: () => Promise<string>) => ({
    items: itemsOf(table),
    shards: 2,
    generation,
    now,
  });

  function shop() {
    const place = placeOf(liveGeneration(itemsOf(table), now));
    const book = bookFacts({
      books: booksStore({ ...place, shard: 1 }),
      samples: buyerSampleStore(place),
      archive: archiveStore(place),
    });
    const rollUps = rollUpStore(place);
    const samples = { read: (from: string, to: string) => readSamples(place, from, to) };
    return {
      book: (events: readonly DomainEvent[]) => book(events.map((event) => readFact(event, 'CNY'))),
      differences: () => reconcile({ rollUps, orders: orderFactStore(place) })(DAY),
      totals: async () => {
        const plan = planReport({ metrics: 'orders,revenue,activeBuyers,repeatRate' });
        const period = readPeriod(zoneOf('UTC'), { from: DAY, to: DAY }, new Date());
        return (await summarise({ rollUps, samples, currency: 'CNY' })(plan, period, false)).totals;
      },
    };
  }

  it('finds a roll-up that was tampered with, and rebuilds it while consumers go on', async () => {
    const { book, differences, totals } = shop();
    const [late, ...early] = orders;
    if (late === undefined) throw new Error('there are orders');
    await book(early.flatMap((order) => [happened.placed(order), happened.paid(order, order.at)]));
    expect(await differences()).toEqual([]);

    const update = { pk: rollUpPartition('g1', 'total', 1), sk: rollUpSort(DAY, '*') };
    await itemsOf(table).write([{ update, add: { o03: 5 } }]);
    expect(await differences()).toContainEqual({ day: DAY, what: 'orders', rollUps: 16, expected: 11 });

    const growing = placeOf(() => Promise.resolve('g2'));
    const bookAnew = bookFacts({
      books: booksStore({ ...growing, shard: 0 }),
      samples: buyerSampleStore(growing),
      archive: { keep: () => Promise.resolve() },
    });
    const shown: number[] = [];
    const facts = await rebuild({
      days: () => archivedDays(growing),
      factsOf: (day) => archivedFacts(growing, day),
      book: bookAnew,
      goLive: () => goLive(itemsOf(table), 'g1', 'g2'),
      // A consumer whose lease is not over yet books into the old numbers after the swap.
      async settle() {
        await book([happened.placed(late), happened.paid(late, late.at)]);
        clock += GENERATION_LEASE_MS + 1;
      },
      progress: ({ facts: read }) => shown.push(read),
    })();

    expect(facts).toBe(22);
    expect(shown.at(-1)).toBe(22);
    expect(await differences()).toEqual([]);
    const revenue = orders.reduce((sum, order) => sum + totalOf(order), 0);
    expect(await totals()).toEqual({
      orders: 12,
      revenue: { amount: revenue, currency: 'CNY' },
      activeBuyers: 5,
      repeatRate: 1,
    });
  });

  it('starts anew when it was interrupted, and mixes nothing with what the interrupted one had booked', async () => {
    const other = await testTable(new URL('../../infra/tables.yml', import.meta.url), 'AnalyticsTable');
    const items = itemsOf(other);
    const place = (generation: string) => ({
      items,
      shards: 2,
      generation: () => Promise.resolve(generation),
    });
    const into = (generation: string) =>
      bookFacts({
        books: booksStore({ ...place(generation), shard: 0 }),
        samples: buyerSampleStore(place(generation)),
        archive: { keep: () => Promise.resolve() },
      });
    const facts = orders.map((order) => readFact(happened.placed(order), 'CNY'));
    await archiveStore(place('g1')).keep(facts);
    const run = (generation: string, book: (batch: readonly Fact[]) => Promise<unknown>) =>
      rebuild({
        days: () => archivedDays(place('g1')),
        factsOf: (day) => archivedFacts(place('g1'), day),
        book,
        goLive: () => goLive(items, 'g1', generation),
        settle: () => Promise.resolve(),
        progress: () => undefined,
      })();

    await expect(interruptedGeneration(items, 'g1')).rejects.toThrow('without --continue');
    const abandoned = await freshGeneration(items, 'g1');
    // A release that counted each unit twice was stopped halfway.
    const twice = facts.slice(0, 6).map((fact) => {
      if (!('order' in fact)) return fact;
      const lines = fact.order.lines.map((line) => ({ ...line, quantity: line.quantity * 2 }));
      return { ...fact, order: { ...fact.order, lines } };
    });
    const stopped = run(abandoned, async () => {
      await into(abandoned)(twice);
      throw new Error('interrupted');
    });
    await expect(stopped).rejects.toThrow('interrupted');
    expect(await interruptedGeneration(items, 'g1')).toBe(abandoned);

    const fresh = await freshGeneration(items, 'g1');
    expect([abandoned, fresh]).toEqual(['g2', 'g3']);
    await run(fresh, into(fresh));
    const live = liveGeneration(items);
    expect(await live()).toBe(fresh);
    const setting = { ...place(fresh), generation: live };
    expect(await reconcile({ rollUps: rollUpStore(setting), orders: orderFactStore(setting) })(DAY)).toEqual(
      [],
    );
    const plan = planReport({ metrics: 'orders,units' });
    const period = readPeriod(zoneOf('UTC'), { from: DAY, to: DAY }, new Date());
    const samples = { read: () => Promise.resolve([]) };
    const { totals } = await summarise({ rollUps: rollUpStore(setting), samples, currency: 'CNY' })(
      plan,
      period,
      false,
    );
    expect(totals).toEqual({ orders: 12, units: 24 });
    await expect(interruptedGeneration(items, fresh)).rejects.toThrow('No rebuild was interrupted');
    await other.drop();
  });
});
