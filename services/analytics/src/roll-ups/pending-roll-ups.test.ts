import { describe, expect, it } from '@jest/globals';
import type { Items } from '@cartless/aggregate';
import { type MemoryItems, memoryItems } from '@cartless/aggregate/memory';
import { firstSlot } from '../calendar/slot.ts';
import { ANALYTICS_TABLE } from '../analytics-table.ts';
import { unpack } from '../packed.ts';
import { foldRollUps } from './fold-roll-ups.ts';
import { carryOver, LITTLE, pendingWrite } from './pending-roll-ups.ts';
import type { RollUpChange } from './roll-up.ts';
import { rollUpWrite } from './roll-up-writes.ts';
import { rollUpStore } from './roll-ups-store.ts';

const ENTRIES = 13;
const PRODUCTS = 80;
const START = Date.parse('2026-12-01T00:00:00Z');

/** What a batch of the i-th day leaves for a hundred products. */
const changesOf = (entry: number): RollUpChange[] =>
  Array.from({ length: PRODUCTS }, (_, i) => ({
    dimension: 'product',
    value: `p${i}`,
    period: `2026-0${1 + (entry % 3)}-${10 + entry}T06`,
    adds: { u09: 1 + entry },
  }));

/** A shard in which so much waits that no consumer carries it over. */
async function waiting(items: Items) {
  const clock = { at: START };
  const place = {
    items,
    generation: 'g1',
    shard: 0,
    zones: ['Asia/Shanghai'],
    now: () => new Date(clock.at),
  };
  for (let entry = 0; entry < ENTRIES; entry += 1) await items.write([pendingWrite(place, changesOf(entry))]);
  const sums = async () => {
    const rollUps = rollUpStore({
      items,
      generation: () => Promise.resolve('g1'),
      shards: 1,
      now: place.now,
    });
    const cuts = [firstSlot('2026-01-01'), firstSlot('2027-01-01')];
    const counted = await rollUps.count({ dimension: 'product', cuts });
    let sum = 0;
    for (const { each } of counted) each((_counter, amount) => (sum += amount));
    return [counted.length, sum];
  };
  const carry = (most = Infinity, store = items, timeLeft: () => number = () => Infinity) =>
    carryOver({ ...place, items: store }, { timeLeft, most });
  return { carry, clock, place, sums };
}
const ALL = [ENTRIES * PRODUCTS, (PRODUCTS * ENTRIES * (ENTRIES + 1)) / 2];
/** So many times as much needs more pages than are cut at once. */
const MANY = 12;
const pendingOf = (memory: MemoryItems) =>
  memory.all().filter(({ pk }) => String(pk).includes('#pending#')).length;

describe('what waits for many roll-ups', () => {
  it('is left by consumers to the scheduled task, which waits until no more comes', async () => {
    const memory = memoryItems(ANALYTICS_TABLE);
    const { carry, sums } = await waiting(memory);
    expect(await carry(LITTLE)).toEqual({ carried: 0, isLeft: true });
    expect(await carry()).toEqual({ carried: ENTRIES, isLeft: true });
    expect(await sums()).toEqual([0, 0]);
    expect((await carry()).isLeft).toBe(false);
    expect([await sums(), pendingOf(memory)]).toEqual([ALL, 0]);
  });

  it('does not wait for more than ten minutes while more comes', async () => {
    const memory = memoryItems(ANALYTICS_TABLE);
    const { carry, clock, place, sums } = await waiting(memory);
    await carry();
    clock.at += 11 * 60_000;
    for (let entry = 0; entry < ENTRIES; entry += 1)
      await memory.write([pendingWrite(place, changesOf(entry))]);
    await carry();
    expect(await sums()).toEqual([ALL[0], 2 * (ALL[1] ?? 0)]);
  });

  it('does not wait when so much of it is for the same roll-ups that adding it up has paid', async () => {
    const memory = memoryItems(ANALYTICS_TABLE);
    const { carry, place, sums } = await waiting(memory);
    for (let more = 0; more < 3; more += 1) {
      for (let entry = 0; entry < ENTRIES; entry += 1) {
        const many = Array.from({ length: 20 }, () => changesOf(entry)).flat();
        await memory.write([pendingWrite(place, many)]);
      }
    }
    await carry();
    // Two of the entries come after a full batch; when both are of one day they are added where they stand, and counted apart.
    expect((await sums())[1]).toBe(61 * (ALL[1] ?? 0));
  });

  it('is carried over page by page, as far as there is time', async () => {
    const memory = memoryItems(ANALYTICS_TABLE);
    const { carry, sums } = await waiting(memory);
    await carry();
    let looks = 6;
    expect((await carry(Infinity, memory, () => (looks -= 1))).isLeft).toBe(true);
    const [some = 0] = await sums();
    expect([some > 0, some < (ALL[0] ?? 0)]).toEqual([true, true]);
    expect((await carry()).isLeft).toBe(false);
    expect(await sums()).toEqual(ALL);
  });

  it('is packed a few times on its way, however much it is', async () => {
    const memory = memoryItems(ANALYTICS_TABLE);
    const { carry, place, sums } = await waiting(memory);
    for (let more = 1; more < MANY; more += 1) {
      for (let entry = 0; entry < ENTRIES; entry += 1) {
        const own = changesOf(entry).map((change) => ({ ...change, value: `${change.value}-${more}` }));
        await memory.write([pendingWrite(place, own)]);
      }
    }
    let packed = 0;
    const watched: Items = {
      ...memory,
      write(writes, ...more) {
        for (const write of writes)
          if ('put' in write && write.put['changes'] !== undefined)
            packed += unpack<RollUpChange[]>(write.put['changes']).length;
        return memory.write(writes, ...more);
      },
    };
    while ((await carry(Infinity, watched)).isLeft);
    const changes = MANY * ENTRIES * PRODUCTS;
    expect(await sums()).toEqual([changes, MANY * (ALL[1] ?? 0)]);
    // Brought together, sorted, and cut into pages.
    expect(packed).toBeLessThanOrEqual(3 * changes);
  });

  it('is neither lost nor repeated, wherever a run dies', async () => {
    for (let call = 1, hasDied = true; hasDied; call += 1) {
      hasDied = false;
      for (const isAfterwards of [false, true]) {
        const memory = memoryItems(ANALYTICS_TABLE);
        const { carry, sums } = await waiting(memory);
        let calls = 0;
        const mortal: Items = {
          ...memory,
          async write(...given) {
            calls += 1;
            if (calls === call && !isAfterwards) throw new Error('died');
            const outcome = await memory.write(...given);
            if (calls === call) throw new Error('died');
            return outcome;
          },
        };
        const runs = async () => {
          await carry(Infinity, mortal);
          await carry(Infinity, mortal);
        };
        await runs().catch(() => (hasDied = true));
        while ((await carry()).isLeft);
        expect([call, await sums()]).toEqual([call, ALL]);
      }
    }
  });

  it('is folded at once when its day is over, with sums of all zones, and never stands in a shard', async () => {
    const memory = memoryItems(ANALYTICS_TABLE);
    const { carry } = await waiting(memory);
    while ((await carry()).isLeft);
    const own = memory.all().filter(({ pk }) => String(pk).startsWith('g1#product#'));
    expect(new Set(own.map(({ pk }) => pk))).toEqual(new Set(['g1#product#folded']));
    const kinds = Map.groupBy(own, ({ sk }) => String(sk).split('#').slice(0, 2).join('#').slice(0, 10));
    expect([kinds.get('S#UTC')?.length, kinds.get('S#Asia/Sha')?.length]).toEqual([
      3 * PRODUCTS,
      3 * PRODUCTS,
    ]);
    expect(memory.all().filter(({ pk }) => pk === 'g1#late')).toHaveLength(3);
  });

  it('is added in shards when a page was cut by a release that folded later', async () => {
    const memory = memoryItems(ANALYTICS_TABLE);
    const { carry, place } = await waiting(memory);
    while ((await carry()).isLeft);
    const [change] = changesOf(0) as [RollUpChange];
    const page = pendingWrite(
      place,
      Array.from({ length: 97 }, (_, i) => ({ ...change, value: `q${i}` })),
    );
    if (!('put' in page)) throw new Error('an entry is put');
    await memory.write([{ put: { ...page.put, pk: 'g1#pending#0#ready' } }]);
    await carry();
    const inShard = memory.all().filter(({ pk }) => pk === 'g1#product#0');
    expect([inShard.length, pendingOf(memory)]).toEqual([97, 0]);
  });

  it('is neither lost nor repeated when it is folded by two and by the hourly run at once', async () => {
    const memory = memoryItems(ANALYTICS_TABLE);
    const { carry, place, sums } = await waiting(memory);
    const fold = () => foldRollUps({ ...place, items: memory, shards: 1 }, place.now());
    await memory.write(
      changesOf(1)
        .slice(0, 50)
        .map((change) => rollUpWrite('g1', 0, change)),
    );
    await Promise.all([carry(), fold(), carry()]);
    await Promise.all([carry(), fold(), carry()]);
    while ((await carry()).isLeft);
    await fold();
    expect((await sums())[1]).toBe((ALL[1] ?? 0) + 50 * 2);
  });

  it('is neither lost nor repeated when two are at work', async () => {
    const { carry, sums } = await waiting(memoryItems(ANALYTICS_TABLE));
    await Promise.all([carry(), carry()]);
    await Promise.all([carry(), carry(), carry()]);
    while ((await carry()).isLeft);
    expect(await sums()).toEqual(ALL);
  });
});
