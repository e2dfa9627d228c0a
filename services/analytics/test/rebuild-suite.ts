import { expect, it } from '@jest/globals';
import type { Items } from '@cartless/aggregate';
import { archivedDays, archivedFacts, archiveStore } from '../src/facts/archive-store.ts';
import { bookFacts } from '../src/facts/book-facts.ts';
import { booksStore } from '../src/facts/books-store.ts';
import { buyerSampleStore } from '../src/buyers/buyer-samples-store.ts';
import { rollUpPartition, rollUpSort } from '../src/analytics-table.ts';
import type { Fact } from '../src/facts/fact.ts';
import { readFact } from '../src/facts/read-fact.ts';
import {
  freshGeneration,
  GENERATION_LEASE_MS,
  goLive,
  interruptedGeneration,
} from '../src/rebuilding/generation.ts';
import { rebuild } from '../src/rebuilding/rebuild.ts';
import { happened, type TestOrder, totalOf } from './shop-events.ts';
import { analyticsOn } from './world.ts';

const DAY = '2026-02-10';
const ON_DAY = { from: DAY, to: DAY };
const orders = Array.from({ length: 12 }, (_, i): TestOrder => ({
  id: `o${i}`,
  user: `u${i % 5}`,
  at: `${DAY}T${String(i).padStart(2, '0')}:00:00.000Z`,
}));

/** What holds of rebuilding on any store. @param open makes an empty one */
export function rebuildSuite(open: () => Promise<Items>): void {
  /** A shop and the means to rebuild its numbers. */
  async function shop() {
    const items = await open();
    const analytics = analyticsOn(items);
    const into = (generation: string) => {
      const growing = { ...analytics.ground, generation: () => Promise.resolve(generation) };
      return bookFacts({
        books: booksStore({ ...growing, shard: 0 }),
        samples: buyerSampleStore(growing),
        archive: { keep: () => Promise.resolve() },
      });
    };
    const run = (generation: string, more: Partial<Parameters<typeof rebuild>[0]> = {}): Promise<number> =>
      rebuild({
        days: () => archivedDays({ items }),
        factsOf: (day) => archivedFacts({ items }, day),
        book: into(generation),
        goLive: () => goLive(analytics.ground, 'g1', generation),
        settle: () => Promise.resolve(),
        progress: () => undefined,
        ...more,
      })();
    return { ...analytics, items, into, run };
  }

  it('finds a roll-up that was tampered with, and rebuilds it while consumers go on', async () => {
    const { book, clock, differences, items, run, summaries } = await shop();
    const [late, ...early] = orders;
    if (late === undefined) throw new Error('there are orders');
    await book(...early.flatMap((order) => [happened.placed(order), happened.paid(order, order.at)]));
    expect(await differences(DAY)).toEqual([]);

    const update = { pk: rollUpPartition('g1', 'total', 0), sk: rollUpSort(DAY, '*') };
    await items.write([{ update, add: { o03: 5 } }]);
    expect(await differences(DAY)).toContainEqual({ day: DAY, what: 'orders', rollUps: 16, expected: 11 });

    const shown: number[] = [];
    const facts = await run('g2', {
      // A consumer whose lease is not over yet books into the old numbers after the swap.
      async settle() {
        await book(happened.placed(late), happened.paid(late, late.at));
        clock.at += GENERATION_LEASE_MS + 1;
      },
      progress: ({ facts: read }) => shown.push(read),
    });

    expect(facts).toBe(22);
    expect(shown.at(-1)).toBe(22);
    expect(await differences(DAY)).toEqual([]);
    const revenue = orders.reduce((sum, order) => sum + totalOf(order), 0);
    const { totals } = await summaries({ ...ON_DAY, metrics: 'orders,revenue,activeBuyers,repeatRate' });
    expect(totals).toEqual({
      orders: 12,
      revenue: { amount: revenue, currency: 'CNY' },
      activeBuyers: 5,
      repeatRate: 1,
    });
  });

  it('starts anew when it was interrupted, and mixes nothing with what the interrupted one had booked', async () => {
    const { ground, items, into, run } = await shop();
    const facts = orders.map((order) => readFact(happened.placed(order), 'CNY'));
    await archiveStore(ground).keep(facts);

    await expect(interruptedGeneration(items, 'g1')).rejects.toThrow('without --continue');
    const abandoned = await freshGeneration(items, 'g1');
    // A release that counted each unit twice was stopped halfway.
    const twice = facts.slice(0, 6).map((fact): Fact => {
      if (!('order' in fact)) return fact;
      const lines = fact.order.lines.map((line) => ({ ...line, quantity: line.quantity * 2 }));
      return { ...fact, order: { ...fact.order, lines } };
    });
    const stopped = run(abandoned, {
      async book() {
        await into(abandoned)(twice);
        throw new Error('interrupted');
      },
    });
    await expect(stopped).rejects.toThrow('interrupted');
    expect(await interruptedGeneration(items, 'g1')).toBe(abandoned);

    const fresh = await freshGeneration(items, 'g1');
    expect([abandoned, fresh]).toEqual(['g2', 'g3']);
    await run(fresh);
    const { ground: after, differences, summaries } = analyticsOn(items);
    expect(await after.generation()).toBe(fresh);
    expect(await differences(DAY)).toEqual([]);
    expect((await summaries({ ...ON_DAY, metrics: 'orders,units' })).totals).toEqual({
      orders: 12,
      units: 24,
    });
    await expect(interruptedGeneration(items, fresh)).rejects.toThrow('No rebuild was interrupted');
  });
}
