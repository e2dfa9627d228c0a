import { ABSENT, type Item, type Items, type Write } from '@cartless/aggregate';
import { dateOf, localDayOf } from '../calendar/calendar.ts';
import { firstSlot, type Slot, slotInDay, SLOTS_A_DAY } from '../calendar/slot.ts';
import type { Zone } from '../calendar/zone.ts';
import { foldedPartition, type Generation, rollUpSort, sumSort } from '../analytics-table.ts';
import { type Counts, count, eachCount, eachWritten, packCounts } from './counts.ts';
import type { Dimension } from './dimension.ts';
import type { RollUpChange } from './roll-up.ts';

/** How long a report may take from its first read to its last, in minutes, with much to spare. */
const REPORT_MINUTES = 15;
const BIRTH_BYTES = 6;

/** What is folded together: blocks of one value and UTC day. */
export type Group = Readonly<{ dimension: Dimension; day: string; value: string; blocks: readonly Item[] }>;

/** What is folded without having been in a shard. Only blocks of days are. */
export const groupsOf = (changes: readonly RollUpChange[]): Group[] =>
  [
    ...Map.groupBy(
      changes,
      ({ dimension, value, period }) => `${dimension}#${period.slice(0, 10)}#${value}`,
    ).values(),
  ].map((same) => {
    const { dimension, value, period } = same[0] as RollUpChange;
    const blocks = same.map(({ adds, label, period: block }): Item => ({
      ...adds,
      ...label,
      sk: rollUpSort(block, value),
    }));
    return { dimension, value, day: period.slice(0, 10), blocks };
  });

/** Where it is folded to, and by whose days and months sums are kept. */
type Place = Readonly<{ generation: Generation; zones: readonly Zone[] }>;
type Key = Readonly<{ pk: string; sk: string }>;

/** A number that moves. */
type News = Readonly<{ letter: string; slot: Slot; amount: number }>;

/**
 * What is folded is kept three times, packed: a UTC day by its slots, and for each of some zones a month by its days and
 * a year by its months. So reports on days and on long ranges read little, whatever was counted in them.
 */
export function foldedKeys(group: Omit<Group, 'blocks'>, { generation, zones }: Place): readonly Key[] {
  const { day, value } = group;
  const { pk, sk: own } = dayKey(generation, group);
  const first = firstSlot(day);
  const sums = zones.flatMap((zone) =>
    [first, first + SLOTS_A_DAY - 1].flatMap((slot) => {
      const date = dateOf(localDayOf(zone, slot));
      return [date.slice(0, 7), date.slice(0, 4)].map((period) => sumSort(zone.name, period, value));
    }),
  );
  return [...new Set([own, ...sums])].map((sk) => ({ pk, sk }));
}

/** Where a folded day is. */
const dayKey = (generation: Generation, { dimension, day, value }: Omit<Group, 'blocks'>): Key => ({
  pk: foldedPartition(generation, dimension),
  sk: rollUpSort(day, value),
});

/** A folded roll-up as it grows. */
type Growing = {
  readonly key: Key;
  readonly before: Item | undefined;
  readonly counts: Counts;
  births: Buffer[];
  hasGrown: boolean;
  more: Item;
};

/**
 * Reads what is folded already, and makes the writes that add groups to it, on condition that it still is as it was read.
 * A day says which zones have it in their sums: a zone that is new gets all of the day.
 */
export async function foldedWrites(
  groups: readonly Group[],
  { items, now, ...place }: Place & Readonly<{ items: Items; now: Date }>,
): Promise<Write[]> {
  const keys = new Map(
    groups.flatMap((group) => foldedKeys(group, place)).map((key) => [nameOf(key), key] as const),
  );
  const read = await items.getMany([...keys.values()], { consistent: true });
  const found = new Map(read.map((item) => [nameOf(item as Key), item]));
  const growing = new Map([...keys].map(([name, key]) => [name, growingFrom(key, found.get(name))]));
  for (const group of groups) {
    const { pk } = dayKey(place.generation, group);
    addGroup((sk) => growing.get(nameOf({ pk, sk })) as Growing, group, place.zones);
  }
  return [...growing.values()].filter(({ hasGrown }) => hasGrown).map((roll) => put(roll, now));
}

/** What is folded into nothing, in memory, until it is taken out to be stored. */
export type FoldedInMemory = Readonly<{
  add(groups: readonly Group[]): void;
  /** @param isWhole by the sort key, whether no more comes to it */
  take(isWhole: (sort: string) => boolean): Item[];
}>;

/** For a generation that has one writer: what is folded there follows from the changes alone, so it may be put again. */
export function foldedInMemory({ now, ...place }: Place & Readonly<{ now: Date }>): FoldedInMemory {
  const growing = new Map<string, Growing>();
  return {
    add(groups) {
      for (const group of groups) {
        const { pk } = dayKey(place.generation, group);
        const at = (sk: string): Growing => {
          const name = nameOf({ pk, sk });
          const known = growing.get(name) ?? growingFrom({ pk, sk }, undefined);
          growing.set(name, known);
          return known;
        };
        addGroup(at, group, place.zones);
      }
    },
    take(isWhole) {
      const whole = [...growing].filter(([, { key }]) => isWhole(key.sk));
      for (const [name] of whole) growing.delete(name);
      return whole.map(([, roll]) => itemOf(roll, now));
    },
  };
}

const nameOf = ({ pk, sk }: Key): string => `${pk}\n${sk}`;

function addGroup(
  at: (sort: string) => Growing,
  { day, value, blocks }: Group,
  zones: readonly Zone[],
): void {
  const own = at(rollUpSort(day, value));
  const births = blocks.flatMap(({ birth }) =>
    typeof birth === 'string' ? [Buffer.from(birth, 'base64url')] : [],
  );
  const label = labelOf(blocks);
  const kept = keptIn(own.before);
  const before = newsIn(own.counts, day);
  const news = writtenIn([...(own.before ? [own.before] : []), ...blocks]);
  own.hasGrown = true;
  own.births.push(...births);
  own.more = { ...own.more, ...label, zones: zones.map(({ name }) => name).join(',') };
  for (const { letter, slot, amount } of news) count(own.counts, letter, slotInDay(slot), amount);
  for (const zone of zones) {
    const all = kept.has(zone.name) ? news : [...before, ...news];
    const touched = new Set<Growing>();
    // Dates of a zone that a UTC day reaches into are two or three.
    for (const [localDay, own] of Map.groupBy(all, ({ slot }) => localDayOf(zone, slot))) {
      const date = dateOf(localDay);
      const byDay = at(sumSort(zone.name, date.slice(0, 7), value));
      const byMonth = at(sumSort(zone.name, date.slice(0, 4), value));
      const [inMonth, inYear] = [Number(date.slice(8)) - 1, Number(date.slice(5, 7)) - 1];
      for (const { letter, amount } of own) {
        count(byDay.counts, letter, inMonth, amount);
        count(byMonth.counts, letter, inYear, amount);
      }
      touched.add(byDay).add(byMonth);
    }
    for (const roll of touched) {
      roll.hasGrown = true;
      roll.births.push(...births);
      // Late events may bring the name that something had long ago.
      if (textIn(roll.more, 'named') <= day) roll.more = { ...roll.more, ...label, named: day };
    }
  }
}

function growingFrom(key: Key, before: Item | undefined): Growing {
  const counts: Counts = new Map();
  const { numbers, title, category, zones, named } = before ?? {};
  if (numbers !== undefined) {
    eachCount(numbers as Uint8Array, (letter) => (place, amount) => count(counts, letter, place, amount));
  }
  return { key, before, counts, births: [], hasGrown: false, more: { title, category, zones, named } };
}

function put(roll: Growing, now: Date): Write {
  const { before } = roll;
  const version = before?.['version'] as number | undefined;
  return {
    put: itemOf(roll, now),
    when: before === undefined ? { pk: ABSENT } : { version: version ?? ABSENT },
  };
}

/** Reports read the shards first; what moved meanwhile is known by its birth, as long as a report may take. */
function itemOf({ key, before, counts, births, more }: Growing, now: Date): Item {
  const minute = Math.floor(now.getTime() / 60_000);
  const isFresh = minute - Number(before?.['takenAt'] ?? 0) <= REPORT_MINUTES;
  const taken = isFresh ? [bytesOf(before)] : [];
  const version = before?.['version'] as number | undefined;
  return {
    ...key,
    ...more,
    numbers: packCounts(counts),
    taken: new Uint8Array(Buffer.concat([...taken, ...births])),
    takenAt: minute,
    version: (version ?? 0) + 1,
  };
}

const bytesOf = (item: Item | undefined): Buffer =>
  Buffer.from((item?.['taken'] as Uint8Array | undefined) ?? []);

/** The births of what a folded roll-up has taken in lately. */
export function takenIn(item: Item | undefined): ReadonlySet<string> {
  const bytes = bytesOf(item);
  return new Set(
    Array.from({ length: bytes.length / BIRTH_BYTES }, (_, i) =>
      bytes.subarray(i * BIRTH_BYTES, (i + 1) * BIRTH_BYTES).toString('base64url'),
    ),
  );
}

/** Whether a folded day is not in the sums of all zones, or has numbers of the form before. */
export const isBehind = (item: Item, zones: readonly Zone[]): boolean =>
  zones.some(({ name }) => !keptIn(item).has(name)) || writtenIn([item]).length > 0;

const keptIn = (item: Item | undefined): ReadonlySet<string> =>
  new Set(textIn(item ?? {}, 'zones').split(','));

const textIn = (item: Item, attribute: 'zones' | 'named'): string =>
  (item[attribute] as string | undefined) ?? '';

function newsIn(counts: Counts, day: string): News[] {
  const first = firstSlot(day);
  return [...counts].flatMap(([letter, row]) =>
    [...row].map(([place, amount]) => ({ letter, slot: first + place, amount })),
  );
}

function writtenIn(items: readonly Item[]): News[] {
  const news: News[] = [];
  for (const item of items)
    eachWritten(item, (letter, slot, amount) => void news.push({ letter, slot, amount }));
  return news;
}

/** The latest names that some roll-ups know. */
const labelOf = (blocks: readonly Item[]): Item =>
  Object.assign({}, ...blocks.map(({ title, category }) => defined({ title, category }))) as Item;

const defined = (item: Item): Item =>
  Object.fromEntries(Object.entries(item).filter(([, value]) => value !== undefined));
