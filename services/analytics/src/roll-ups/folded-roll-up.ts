import { ABSENT, type Item, type Key, type Write } from '@cartless/aggregate';
import { dateOf, localDayOf } from '../calendar/calendar.ts';
import { firstSlot, type Slot, slotInDay, SLOTS_A_DAY } from '../calendar/slot.ts';
import type { Zone } from '../calendar/zone.ts';
import { rollUpSort, sumSort } from '../analytics-table.ts';
import { type Counts, count, eachCount, eachWritten, packCounts } from './counts.ts';

/** How long a report may take from its first read to its last, in minutes, with much to spare. */
const REPORT_MINUTES = 15;
const BIRTH_BYTES = 6;

/** What is folded together: all that one value has of a UTC day in write shards. */
export type Group = Readonly<{ day: string; value: string; blocks: readonly Item[] }>;

/** A number that moves. */
type News = Readonly<{ letter: string; slot: Slot; amount: number }>;

/**
 * What is folded is kept three times, packed: a UTC day by its slots, and for each of some zones a month by its days and
 * a year by its months. So reports on days and on long ranges read little, whatever was counted in them.
 */
export function foldedKeys(partition: string, { day, value }: Group, zones: readonly Zone[]): readonly Key[] {
  const first = firstSlot(day);
  const sums = zones.flatMap((zone) =>
    [first, first + SLOTS_A_DAY - 1].flatMap((slot) => {
      const date = dateOf(localDayOf(zone, slot));
      return [sumSort(zone.name, date.slice(0, 7), value), sumSort(zone.name, date.slice(0, 4), value)];
    }),
  );
  return [...new Set([rollUpSort(day, value), ...sums])].map((sk) => ({ pk: partition, sk }));
}

/** A folded roll-up as it grows. */
type Growing = {
  readonly before: Item | undefined;
  readonly counts: Counts;
  births: Buffer[];
  hasGrown: boolean;
  more: Item;
};

/**
 * Makes the writes that add groups to what is folded of their dimension, on condition that it still is as it was read.
 * A day says which zones have it in their sums: a zone that is new gets all of the day.
 *
 * @param read the items of {@link foldedKeys}, as far as there are any
 */
export function foldedWrites(
  partition: string,
  groups: readonly Group[],
  read: readonly Item[],
  { zones, now }: Readonly<{ zones: readonly Zone[]; now: Date }>,
): Write[] {
  const items = new Map(read.map((item) => [String(item['sk']), item]));
  const growing = new Map<string, Growing>();
  const at = (sort: string): Growing => {
    const known = growing.get(sort) ?? growingFrom(items.get(sort));
    growing.set(sort, known);
    return known;
  };
  for (const group of groups) addGroup(at, group, zones);
  return [...growing]
    .filter(([, { hasGrown }]) => hasGrown)
    .map(([sk, roll]) => put({ pk: partition, sk }, roll, now));
}

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
    const touched = new Set<Growing>();
    for (const { letter, slot, amount } of kept.has(zone.name) ? news : [...before, ...news]) {
      const date = dateOf(localDayOf(zone, slot));
      const [month, year] = [date.slice(0, 7), date.slice(0, 4)];
      const [byDay, byMonth] = [at(sumSort(zone.name, month, value)), at(sumSort(zone.name, year, value))];
      count(byDay.counts, letter, Number(date.slice(8)) - 1, amount);
      count(byMonth.counts, letter, Number(date.slice(5, 7)) - 1, amount);
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

function growingFrom(before: Item | undefined): Growing {
  const counts: Counts = new Map();
  const { numbers, title, category, zones, named } = before ?? {};
  if (numbers !== undefined) {
    eachCount(numbers as Uint8Array, (letter, place, amount) => count(counts, letter, place, amount));
  }
  return { before, counts, births: [], hasGrown: false, more: { title, category, zones, named } };
}

/** Reports read the shards first; what moved meanwhile is known by its birth, as long as a report may take. */
function put(key: Key, { before, counts, births, more }: Growing, now: Date): Write {
  const minute = Math.floor(now.getTime() / 60_000);
  const isFresh = minute - Number(before?.['takenAt'] ?? 0) <= REPORT_MINUTES;
  const taken =
    isFresh && before?.['taken'] !== undefined ? [Buffer.from(before['taken'] as Uint8Array)] : [];
  const version = before?.['version'] as number | undefined;
  return {
    put: {
      ...key,
      ...defined(more),
      numbers: packCounts(counts),
      taken: new Uint8Array(Buffer.concat([...taken, ...births])),
      takenAt: minute,
      version: (version ?? 0) + 1,
    },
    when: before === undefined ? { pk: ABSENT } : { version: version ?? ABSENT },
  };
}

/** The births of what a folded roll-up has taken in lately. */
export function takenIn(item: Item | undefined): ReadonlySet<string> {
  const bytes = Buffer.from((item?.['taken'] as Uint8Array | undefined) ?? []);
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

function textIn(item: Item, attribute: string): string {
  const text = item[attribute];
  return typeof text === 'string' ? text : '';
}

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
