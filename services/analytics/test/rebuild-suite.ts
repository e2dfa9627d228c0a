import { setImmediate } from 'node:timers/promises';
import { expect, it } from '@jest/globals';
import { type Items, queryAll } from '@cartless/aggregate';
import { archivedDays, archiveStore } from '../src/facts/archive-store.ts';
import { recordKeysOf, toLedger } from '../src/facts/books-store.ts';
import {
  ARCHIVE_DAYS,
  archivePartition,
  foldedPartition,
  type Generation,
  rollUpPartition,
  rollUpSort,
} from '../src/analytics-table.ts';
import type { Fact } from '../src/facts/fact.ts';
import { readFact } from '../src/facts/read-fact.ts';
import { pack } from '../src/packed.ts';
import { DIMENSIONS } from '../src/roll-ups/dimension.ts';
import { freshGeneration, GENERATION_LEASE_MS, interruptedGeneration } from '../src/rebuilding/generation.ts';
import { rebuildGeneration } from '../src/rebuilding/rebuild-generation.ts';
import type { RebuildProgress } from '../src/rebuilding/rebuild.ts';
import { goOnRepairing, lookForDifferences } from '../src/rebuilding/repair.ts';
import { happened, type TestOrder, totalOf } from './shop-events.ts';
import { analyticsOn } from './world.ts';

const DAY = '2026-11-29';
const ON_DAY = { from: DAY, to: DAY };
const HOUR_MS = 3_600_000;
const orders = Array.from({ length: 12 }, (_, i): TestOrder => ({
  id: `o${i}`,
  user: `u${i % 5}`,
  at: `${DAY}T${String(i).padStart(2, '0')}:00:00.000Z`,
}));
const revenueOf = (sold: readonly TestOrder[]) => ({
  amount: sold.reduce((sum, order) => sum + totalOf(order), 0),
  currency: 'CNY',
});

/**
 * A store whose user is killed at its n-th write, before it is made or before its answer is seen.
 * @param isAlone that write fails, and nobody is killed
 */
function killedAt(
  items: Items,
  call: number,
  { isAfterwards, isAlone }: Readonly<{ isAfterwards: boolean; isAlone: boolean }>,
): Items & Readonly<{ writes(): number }> {
  let writes = 0;
  const dying = async <T>(write: () => Promise<T>): Promise<T> => {
    const own = (writes += 1);
    const isOver = own === call || (own > call && !isAlone);
    if (isOver && !(own === call && isAfterwards)) throw new Error('killed');
    const answer = await write();
    if (isOver || (writes >= call && !isAlone)) throw new Error('killed');
    return answer;
  };
  return {
    ...items,
    write: (...given) => dying(() => items.write(...given)),
    // Some of them are put already.
    putMany: (puts) =>
      writes + 1 === call && !isAfterwards
        ? dying(() => items.putMany(puts)).catch(async (error: unknown) => {
            await items.putMany(puts.slice(0, puts.length / 2));
            throw error;
          })
        : dying(() => items.putMany(puts)),
    writes: () => writes,
  };
}

/** A store that takes its time to put records, so that those of several segments wait. @param others how long it takes for what is kept before */
const slowly =
  (others: number) =>
  (items: Items): Items => ({
    ...items,
    async putMany(puts) {
      const isOfRecords = /#(order|person)#/.test(String(puts[0]?.['pk']));
      for (let turn = isOfRecords ? 10 : others; turn > 0; turn -= 1) await setImmediate();
      await items.putMany(puts);
    },
  });

/** What is recorded of the orders and people that facts are about. */
async function recordsOf(items: Items, generation: Generation, facts: readonly Fact[]) {
  const found = await items.getMany(facts.flatMap((fact) => recordKeysOf(generation, fact)));
  const { orders, people } = toLedger(generation, found);
  const all = [...orders, ...people];
  return new Map(all.map(([id, own]): [string, unknown] => [id, JSON.parse(JSON.stringify(own, inNoOrder))]));
}
/** Which of the events of a moment is read first is chance. */
function inNoOrder(name: string, value: unknown): unknown {
  const all = name === 'steps' ? String(value).split('') : value;
  return name !== '' && Array.isArray(all) ? all.map(String).toSorted() : value;
}

/** Between two runs of a repair. */
const FIVE_MINUTES_MS = 5 * 60_000;
const DAYS_MS = (days: number): number => days * 86_400_000;

/** What holds of rebuilding on any store. @param open makes an empty one @param kills at how many of its writes it is killed */
export function rebuildSuite(open: () => Promise<Items>, kills: number): void {
  /** A shop and the means to rebuild its numbers. */
  async function shop() {
    const items = await open();
    const analytics = analyticsOn(items);
    const run = (
      next: string,
      more: Partial<Parameters<typeof rebuildGeneration>[1]> & Readonly<{ items?: Items }> = {},
    ) =>
      rebuildGeneration(
        { ...analytics.ground, items: more.items ?? items },
        {
          live: 'g1',
          next,
          settle: () => Promise.resolve(),
          progress: () => undefined,
          timeLeft: () => Infinity,
          segment: 7,
          unbookable: (found) => {
            expect(found).toEqual([]);
          },
          ...more,
        },
      );
    return { ...analytics, items, run };
  }
  const story = (sold: readonly TestOrder[]) =>
    sold.flatMap((order) => [happened.placed(order), happened.paid(order, order.at)]);

  it('finds a roll-up that was tampered with, and rebuilds it while consumers go on', async () => {
    const { book, clock, differences, items, run, summaries } = await shop();
    const [late, soon, ...early] = orders;
    if (late === undefined || soon === undefined) throw new Error('there are orders');
    await book(...story(early));
    expect(await differences(DAY)).toEqual([]);

    const update = { pk: rollUpPartition('g1', 'total', 0), sk: rollUpSort(DAY, '*') };
    await items.write([{ update, add: { o03: 5 } }]);
    expect(await differences(DAY)).toContainEqual({ day: DAY, what: 'orders', rollUps: 15, expected: 10 });

    clock.at += HOUR_MS;
    await book(...story([soon]));
    const shown: RebuildProgress[] = [];
    const { events, isDone } = await run('g2', {
      // A consumer whose lease is not over yet books into the old numbers after the swap.
      async settle() {
        await book(...story([late]));
        clock.at += GENERATION_LEASE_MS + 1;
      },
      progress: (state) => shown.push(state),
    });

    expect([events, isDone]).toEqual([20, true]);
    expect(shown.filter(({ doing }) => doing === 'reading').at(-1)).toMatchObject({ events: 20, of: 20 });
    expect(await differences(DAY)).toEqual([]);
    const { totals } = await summaries({ ...ON_DAY, metrics: 'orders,revenue,activeBuyers,repeatRate' });
    expect(totals).toEqual({ orders: 12, revenue: revenueOf(orders), activeBuyers: 5, repeatRate: 1 });
  });

  it('starts anew when it was interrupted, and mixes nothing with what the interrupted one had booked', async () => {
    const { book, clock, items, run } = await shop();
    await book(...story(orders));
    clock.at += HOUR_MS;
    await expect(interruptedGeneration(items, 'g1')).rejects.toThrow('without --continue');
    const abandoned = await freshGeneration(items, 'g1');
    await expect(
      run(abandoned, { items: killedAt(items, 6, { isAfterwards: false, isAlone: false }) }),
    ).rejects.toThrow('killed');
    // What it left is of a release that counted otherwise.
    const update = { pk: rollUpPartition(abandoned, 'total', 0), sk: rollUpSort(DAY, '*') };
    await items.write([{ update, add: { o03: 50 } }]);
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

  it.each([
    [
      'was killed; segments are put each by itself',
      { segment: 7, store: (items: Items) => items, isAlone: false },
    ],
    ['was killed; segments are put several together', { segment: 3, store: slowly(0), isAlone: false }],
    ['failed, and others did not', { segment: 3, store: slowly(15), isAlone: true }],
  ])('goes on where a write %s, whichever it was', async (_, { segment, store, isAlone }) => {
    // How many writes a whole one makes is seen by the first that is not killed.
    for (let call = 1, isKilled = true; isKilled && call <= kills; call += 1) {
      for (const isAfterwards of [false, true]) {
        const { book, clock, items, run } = await shop();
        const some = orders.slice(0, 6);
        const [late, ...early] = some;
        if (late === undefined) throw new Error('there are orders');
        for (const order of early) await book(happened.placed(order));
        for (const order of early) await book(happened.paid(order, order.at));
        const other = [happened.placed(orders[2] ?? late), happened.cancelled(late, late.at)];
        await book(...other);
        clock.at += HOUR_MS;
        await book(...story([late]));
        const next = await freshGeneration(items, 'g1');
        const mortal = store(killedAt(items, call, { isAfterwards, isAlone }));
        isKilled = await run(next, { items: mortal, segment }).then(
          () => false,
          (error: unknown) => {
            expect(`${String(error)} ${String((error as Error).cause)}`).toContain('killed');
            return true;
          },
        );
        const live = await analyticsOn(items).ground.generation();
        const left = await interruptedGeneration(items, live).catch(() => undefined);
        if (left !== undefined) await run(left, { segment });
        const { differences, ground, summaries } = analyticsOn(items);
        expect([call, await ground.generation(), await differences(DAY)]).toEqual([call, next, []]);
        const { totals } = await summaries({ ...ON_DAY, metrics: 'orders,revenue,cancelled,activeBuyers' });
        expect([call, totals]).toEqual([
          call,
          { orders: 6, revenue: revenueOf(some), cancelled: 1, activeBuyers: 5 },
        ]);
        const facts = [...story(some), ...other].map((event) => readFact(event, 'CNY'));
        expect([call, await recordsOf(items, next, facts)]).toEqual([
          call,
          await recordsOf(items, 'g1', facts),
        ]);
      }
    }
  });

  it('stops when its time is over, and goes on when it is called again', async () => {
    const { book, clock, run, summaries } = await shop();
    for (const order of orders) await book(...story([order]));
    clock.at += HOUR_MS;
    let steps = 0;
    let runs = 0;
    let isDone = false;
    while (!isDone) {
      runs += 1;
      // Each run has time for a little more than the one before.
      let left = runs;
      isDone = (await run('g2', { timeLeft: () => (left -= 1) })).isDone;
      steps += 1;
    }
    expect(steps).toBeGreaterThan(2);
    clock.at += GENERATION_LEASE_MS + 1;
    expect((await summaries({ ...ON_DAY, metrics: 'orders' })).totals).toEqual({ orders: 12 });
  });

  it('leaves the same folded days, months and years as consumers and the fold, wherever it stopped', async () => {
    const { book, clock, fold, items, run } = await shop();
    // Around the ends of five months and of years, where the clocks of zones are in different ones.
    const sold = ['2024-12-31', '2025-01-01', '2025-01-31', '2025-05-31', '2025-12-31', '2026-01-01'].flatMap(
      (day, i) =>
        ['02', '17', '23'].map((hour): TestOrder => ({
          id: `${day}-${hour}`,
          user: `u${i}`,
          at: `${day}T${hour}:50:00.000Z`,
          lines: [
            { product: hour === '17' ? 'pen' : 'cup', title: `Of ${day}`, quantity: i + 1, price: 700 },
          ],
        })),
    );
    clock.at = Date.parse('2026-01-01T23:59:00Z');
    for (const order of sold) await book(...story([order]));
    clock.at = Date.parse('2026-01-02T12:00:00Z');
    await fold('2026-01-02T12:00:00Z');
    let runs = 0;
    for (let isDone = false; !isDone; runs += 1) {
      let steps = 2;
      isDone = (await run('g2', { segment: 200, timeLeft: () => (steps -= 1) })).isDone;
    }
    expect(runs).toBe(5);
    const [live, grown] = [await foldedIn(items, 'g1'), await foldedIn(items, 'g2')];
    expect(live.size).toBeGreaterThan(100);
    expect(grown).toEqual(live);
  });

  it('lists a day again when its table was put back without it', async () => {
    const { clock, ground, items } = await shop();
    const archive = archiveStore(ground);
    const facts = orders.slice(0, 1).map((order): Fact => readFact(happened.placed(order), 'CNY'));
    await archive.keeping(facts);
    const days = await archivedDays(ground);
    await items.write(days.map((sk) => ({ delete: { pk: ARCHIVE_DAYS, sk } })));
    clock.at += 11_000;
    await archive.keeping(facts);
    expect(days).toHaveLength(1);
    expect(await archivedDays(ground)).toEqual(days);
  });

  it('reads what earlier releases have archived, doubles and all', async () => {
    const { clock, ground, items, run, summaries } = await shop();
    const facts = orders.map((order): Fact => readFact(happened.placed(order), 'CNY'));
    const [kept] = await archiveStore(ground).keeping(facts.slice(0, 3));
    if (kept === undefined) throw new Error('there are facts');
    await items.write([kept]);
    await items.write([{ put: { pk: ARCHIVE_DAYS, sk: DAY } }]);
    for (const place of ['a', 'b']) {
      const key = { pk: archivePartition(DAY), sk: `${DAY}T12:00:00.000Z#${place}` };
      await items.write([{ put: { ...key, facts: pack(facts) } }]);
    }
    clock.at += HOUR_MS;
    const shown: RebuildProgress[] = [];
    const { events } = await run('g2', { progress: (state) => shown.push(state) });
    expect([events, shown[0]]).toEqual([27, { doing: 'reading', events: 12, of: 27 }]);
    clock.at += GENERATION_LEASE_MS + 1;
    expect((await summaries({ ...ON_DAY, metrics: 'orders' })).totals).toEqual({ orders: 12 });
  });

  it('does not go live when the archive knows fewer orders than the live numbers', async () => {
    const { book, clock, items, run } = await shop();
    await book(...story(orders));
    clock.at += HOUR_MS;
    const { items: pages } = await items.query({ hash: archivePartition('2026-12-01') });
    for (const { pk, sk } of pages) await items.write([{ delete: { pk: String(pk), sk: String(sk) } }]);
    await expect(run('g2')).rejects.toThrow('of the 12 orders of 2026-11-29 the archive knows only 0');
    expect(await analyticsOn(items).ground.generation()).toBe('g1');
  });

  it('repairs a roll-up that does not agree with the orders, run by run, while consumers go on', async () => {
    const { book, clock, ground, items, summaries } = await shop();
    const [late, ...early] = orders;
    if (late === undefined) throw new Error('there are orders');
    clock.at = Date.parse('2026-11-29T13:00:00Z');
    for (const order of early) await book(...story([order]));
    clock.at = Date.parse('2026-11-30T03:30:00Z');
    expect(await lookForDifferences(ground)).toEqual({ differences: [], isAsked: false });
    expect(await goOnRepairing(ground, hurried(1))).toEqual({ status: 'nothing' });

    const update = { pk: rollUpPartition('g1', 'total', 0), sk: rollUpSort(DAY, '*') };
    await items.write([{ update, add: { o03: 5 } }]);
    const found = await lookForDifferences(ground);
    expect(found.isAsked).toBe(true);
    expect(found.differences).toContainEqual({ day: DAY, what: 'orders', rollUps: 16, expected: 11 });

    await book(...story([late]));
    let runs = 0;
    for (let status = ''; status !== 'done'; runs += 1) {
      clock.at += FIVE_MINUTES_MS;
      status = (await goOnRepairing(ground, hurried(runs))).status;
    }
    expect(runs).toBeGreaterThan(1);
    clock.at += GENERATION_LEASE_MS + 1;
    expect((await lookForDifferences(ground)).differences).toEqual([]);
    const { totals } = await summaries({ ...ON_DAY, metrics: 'orders,revenue' });
    expect(totals).toEqual({ orders: 12, revenue: revenueOf(orders) });
    expect(await goOnRepairing(ground, hurried(1))).toEqual({ status: 'nothing' });
  });

  it('says why it does not repair: the archive lacks orders, or it was repaired and did not last', async () => {
    const { book, clock, ground, items } = await shop();
    clock.at = Date.parse('2026-11-29T13:00:00Z');
    await book(...story(orders));
    const { items: pages } = await items.query({ hash: archivePartition(DAY) });
    clock.at = Date.parse('2026-11-30T03:30:00Z');
    const update = { pk: rollUpPartition('g1', 'total', 0), sk: rollUpSort(DAY, '*') };
    await items.write([{ update, add: { o03: 5 } }]);
    for (const { pk, sk } of pages) await items.write([{ delete: { pk: String(pk), sk: String(sk) } }]);
    expect((await lookForDifferences(ground)).isAsked).toBe(true);
    clock.at += FIVE_MINUTES_MS;
    expect(await goOnRepairing(ground, hurried(100))).toEqual({
      status: 'refused',
      why: expect.stringContaining('of the 12 orders of 2026-11-29 the archive knows only 0'),
    });
    expect(await lookForDifferences(ground)).toMatchObject({
      isAsked: false,
      why: expect.stringContaining('the archive knows only 0'),
    });
    // The day is looked at again a month later, and then it is tried again; but not without end.
    clock.at = Date.parse('2026-12-29T03:30:00Z');
    expect(await lookForDifferences(ground)).toMatchObject({ isAsked: true });
    clock.at += DAYS_MS(3);
    await items.write([{ update: { ...update, sk: rollUpSort('2026-12-31', '*') }, add: { o03: 5 } }]);
    expect(await lookForDifferences(ground)).toMatchObject({
      isAsked: false,
      why: expect.stringContaining('does not come to an end'),
    });
  });

  it('does not repair what was repaired a moment ago', async () => {
    const { book, clock, ground, items } = await shop();
    clock.at = Date.parse('2026-11-29T13:00:00Z');
    await book(...story(orders));
    clock.at = Date.parse('2026-11-30T03:30:00Z');
    const breakIt = async () => {
      const pk = rollUpPartition(await ground.generation(), 'total', 0);
      await items.write([{ update: { pk, sk: rollUpSort(DAY, '*') }, add: { o03: 5 } }]);
    };
    await breakIt();
    expect((await lookForDifferences(ground)).isAsked).toBe(true);
    expect((await goOnRepairing(ground, hurried(100))).status).toBe('done');
    clock.at += FIVE_MINUTES_MS;
    await breakIt();
    expect(await lookForDifferences(ground)).toMatchObject({
      isAsked: false,
      why: 'the repair of 2026-11-30T03:30:00.000Z did not help for long',
    });
  });
}

/** What is folded in a generation, by its key. */
async function foldedIn(items: Items, generation: Generation): Promise<ReadonlyMap<string, unknown>> {
  const found = new Map<string, unknown>();
  for (const dimension of DIMENSIONS) {
    // Months of cohorts are folded by the hourly run alone.
    if (dimension === 'repurchase') continue;
    for await (const item of queryAll(items, { hash: foldedPartition(generation, dimension) })) {
      const { sk, numbers, title, category, zones, named } = item;
      found.set(`${dimension} ${String(sk)}`, {
        numbers: [...(numbers as Uint8Array)],
        title,
        category,
        zones,
        named,
      });
    }
  }
  return found;
}

/** Time for so many steps. */
function hurried(steps: number) {
  let left = steps;
  return { timeLeft: () => (left -= 1), settle: () => Promise.resolve() };
}
