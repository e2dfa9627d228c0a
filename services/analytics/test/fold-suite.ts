import { expect, it } from '@jest/globals';
import { type Item, type Items, queryAll } from '@cartless/aggregate';
import { periodOf } from '../src/calendar/period.ts';
import { COUNTERS } from '../src/roll-ups/counter.ts';
import { foldRollUps } from '../src/roll-ups/fold-roll-ups.ts';
import type { RollUpChange } from '../src/roll-ups/roll-up.ts';
import { rollUpStore } from '../src/roll-ups/roll-ups-store.ts';
import { rollUpWrite } from '../src/roll-ups/roll-up-writes.ts';
import { foldedPartition, rollUpPartition, rollUpSort } from '../src/analytics-table.ts';

const SHARDS = 3;
const DAY = '2026-03-10';
const NEXT_DAY = new Date('2026-03-11T00:10:00Z');
const PRODUCTS = ['pen', 'lamp'];
const VALUES = [0, 1, 2].flatMap((shard) => PRODUCTS.map((value) => ({ shard, value })));
const ZONES = ['Asia/Shanghai'];
/** An update's expression takes 4 KB. */
const NAMES_AT_ONCE = 200;

/** What holds of folding on any store. */
export function foldSuite(itemsOf: () => Items): void {
  let runs = 0;

  /** A shop of its own in which every shard has counted units of every product. */
  async function shop(zones = ZONES) {
    runs += 1;
    const generation = `run${runs}`;
    const items = itemsOf();
    const grow = (shard: number, change: Partial<RollUpChange>) => {
      const whole = {
        dimension: 'product',
        value: 'pen',
        period: `${DAY}T06`,
        adds: { u09: 1 },
        ...change,
      } as const;
      return items.write([rollUpWrite(generation, shard, whole)]);
    };
    for (const { shard, value } of VALUES) {
      await grow(shard, { value, adds: { u09: 1, u10: 10 }, label: { title: value } });
    }
    const count = async (
      range: Readonly<{ from?: string; to?: string; tz?: string }> = {},
      through = items,
    ) => {
      const place = { items: through, shards: SHARDS, now: () => NEXT_DAY };
      const rollUps = rollUpStore({ ...place, generation: () => Promise.resolve(generation) });
      const { from, to } = periodOf({ from: DAY, to: DAY, ...range }, NEXT_DAY);
      const counted = await rollUps.count({ dimension: 'product', cuts: [from, to] });
      const sums = { pen: 0, lamp: 0 };
      for (const { value, each } of counted) {
        each((counter, amount) => {
          if (counter === 'units') sums[value as keyof typeof sums] += amount;
        });
      }
      return sums;
    };
    return {
      grow,
      count,
      fold: (now = NEXT_DAY) => foldRollUps({ items, shards: SHARDS, zones, generation }, now),
      foldBy: (names: readonly string[]) =>
        foldRollUps({ items, shards: SHARDS, zones: names, generation }, NEXT_DAY),
      items,
      generation,
    };
  }

  const all = async (items: Items, hash: string): Promise<Item[]> => {
    const found: Item[] = [];
    for await (const item of queryAll(items, { hash, consistent: true })) found.push(item);
    return found;
  };

  it('leaves one roll-up of a value and a day, with the sum of all shards', async () => {
    const { fold, count, grow, items, generation } = await shop();
    const days = async () =>
      (await all(items, foldedPartition(generation, 'product'))).filter(({ sk }) =>
        String(sk).startsWith('D#'),
      );
    expect(await count()).toEqual({ pen: 33, lamp: 33 });
    expect(await fold()).toBe(6);
    expect(await count()).toEqual({ pen: 33, lamp: 33 });
    expect(await days()).toHaveLength(2);
    await grow(1, { period: `${DAY}T18`, adds: { u23: 100 } });
    expect(await count()).toEqual({ pen: 133, lamp: 33 });
    expect(await fold()).toBe(1);
    expect(await fold()).toBe(0);
    expect(await count()).toEqual({ pen: 133, lamp: 33 });
    expect(await days()).toHaveLength(2);
  });

  it('leaves the day and the month alone that are not over', async () => {
    const { fold, grow } = await shop();
    await grow(0, { period: '2026-03', adds: { u: 1 } });
    expect(await fold(new Date(`${DAY}T23:59:59Z`))).toBe(0);
    expect(await fold(new Date('2026-03-31T23:59:59Z'))).toBe(6);
    expect(await fold(new Date('2026-04-01T00:00:00Z'))).toBe(1);
  });

  it('repeats and loses nothing when two runs and late events meet', async () => {
    const { fold, count, grow } = await shop();
    await Promise.all([fold(), grow(0, {}), fold(), grow(1, {}), fold(), grow(0, {}), fold()]);
    expect(await count()).toEqual({ pen: 36, lamp: 33 });
    await fold();
    expect(await count()).toEqual({ pen: 36, lamp: 33 });
  });

  it.each([
    ['by its slots', { from: `${DAY}T01:00:00Z`, to: `${DAY}T23:00:00Z` }],
    ['by days', {}],
    ['by months', { from: '2026-03-01', to: '2026-03-31' }],
    ['by days of another zone', { from: '2026-03-09', to: '2026-03-12', tz: 'Asia/Shanghai' }],
  ])('is not seen by a report %s that reads while roll-ups move', async (_, range) => {
    const { fold, count, grow, items, generation } = await shop();
    await fold();
    await grow(2, { adds: { u11: 7 } });
    // The report has read the shards; everything moves, and more comes, before it reads what is folded.
    let isMoved = false;
    const between = async (hash: unknown) => {
      if (isMoved || hash !== foldedPartition(generation, 'product')) return;
      isMoved = true;
      await fold();
      await grow(2, { adds: { u11: 1000 } });
    };
    const through: Items = {
      ...items,
      query: async (query) => {
        await between(query.hash);
        return items.query(query);
      },
    };
    expect(await count(range, through)).toEqual({ pen: 40, lamp: 33 });
    expect(isMoved).toBe(true);
    expect(await count(range)).toEqual({ pen: 1040, lamp: 33 });
  });

  it('has room for a day on which every counter grew in every slot', async () => {
    const { fold, grow, items, generation } = await shop();
    const blocks = ['00', '06', '12', '18'];
    const names = Object.values(COUNTERS).flatMap((letter) =>
      Array.from({ length: 24 }, (_, slot) => `${letter}${String(slot).padStart(2, '0')}`),
    );
    // A consumer's transaction writes a slot or two; the day fills up write by write, each as long as an expression may be.
    for (const block of blocks) {
      for (let from = 0; from < names.length; from += NAMES_AT_ONCE) {
        const some = names.slice(from, from + NAMES_AT_ONCE);
        const adds = Object.fromEntries(some.map((name) => [name, 1_234_567]));
        await grow(0, { dimension: 'total', value: '*', period: `${DAY}T${block}`, adds });
      }
    }
    // Two runs at once: what one could not move is left for the next.
    await Promise.all([fold(), fold()]);
    await fold();
    const rollUps = rollUpStore({
      items,
      shards: SHARDS,
      now: () => NEXT_DAY,
      generation: () => Promise.resolve(generation),
    });
    const { from, to } = periodOf({ from: DAY, to: DAY }, NEXT_DAY);
    const slots = new Map<string, number>();
    const cuts = Array.from({ length: to - from + 1 }, (_, i) => from + i);
    for (const { each } of await rollUps.count({ dimension: 'total', value: '*', cuts })) {
      each((counter, amount, slot) => slots.set(`${counter} ${slot}`, amount));
    }
    expect(slots.size).toBe(96 * Object.keys(COUNTERS).length);
    expect(new Set(slots.values())).toEqual(new Set([1_234_567]));
    expect(await all(items, rollUpPartition(generation, 'total', 0))).toEqual([]);
  });

  it('keeps sums by a zone that comes later, and forgets none when a zone comes back', async () => {
    const { foldBy, count, grow } = await shop();
    const march = { from: '2026-03-01', to: '2026-03-31' };
    const inShanghai = { ...march, tz: 'Asia/Shanghai' };
    const inBerlin = { ...march, tz: 'Europe/Berlin' };
    const all = async () => [await count(march), await count(inShanghai), await count(inBerlin)];
    const expected = (pen: number) => Array.from({ length: 3 }, () => ({ pen, lamp: 33 }));
    await foldBy([]);
    expect(await all()).toEqual(expected(33));
    for (const [index, zone] of ['Asia/Shanghai', 'Europe/Berlin', 'Asia/Shanghai'].entries()) {
      await grow(1, {});
      await foldBy([zone]);
      await foldBy([zone]);
      expect(await all()).toEqual(expected(34 + index));
    }
  });

  it('takes over what the releases before kept by the hour, in shards and folded, once', async () => {
    const { grow, fold, count, items, generation } = await shop();
    const march = { from: '2026-03-01', to: '2026-03-31' };
    const old = {
      pk: foldedPartition(generation, 'product'),
      sk: rollUpSort('2026-03-02', 'pen'),
      u23: 500,
      version: 4,
      '@0': 'AAAAAAAA',
      title: 'Pen',
    };
    await items.write([{ put: old }]);
    await grow(0, { period: '2026-03-03', adds: { u23: 6 } });
    const inDay = (day: string, tz = 'UTC') => count({ from: day, to: day, tz });
    const expectAll = async () => {
      expect(await count(march)).toEqual({ pen: 539, lamp: 33 });
      expect(await inDay('2026-03-02')).toEqual({ pen: 500, lamp: 0 });
      expect(await inDay('2026-03-03', 'Asia/Shanghai')).toEqual({ pen: 500, lamp: 0 });
      expect(await inDay('2026-03-04', 'Asia/Shanghai')).toEqual({ pen: 6, lamp: 0 });
    };
    await expectAll();
    for (let run = 0; run < 3; run += 1) {
      await fold();
      await expectAll();
    }
    const [day] = await items.getMany([{ pk: old.pk, sk: old.sk }]);
    expect(day).toMatchObject({ title: 'Pen', zones: 'Asia/Shanghai,UTC' });
    expect(day).not.toHaveProperty('u23');
    // An event of long ago comes late.
    await grow(2, { period: '2026-03-02T18', adds: { u20: 1000 } });
    expect(await inDay('2026-03-02')).toEqual({ pen: 1500, lamp: 0 });
    await fold();
    expect(await inDay('2026-03-02')).toEqual({ pen: 1500, lamp: 0 });
    expect(await count(march)).toEqual({ pen: 1539, lamp: 33 });
  });
}
