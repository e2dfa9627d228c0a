import type { Item, Items } from '@cartless/aggregate';
import { zoneOf } from '../src/calendar/zone.ts';
import { foldedPartition, readRollUpSort, rollUpSort } from '../src/analytics-table.ts';
import { orderBookings } from '../src/facts/order-bookings.ts';
import { type Dimension, DIMENSIONS } from '../src/roll-ups/dimension.ts';
import { foldedKeys, foldedWrites, type Group } from '../src/roll-ups/folded-roll-up.ts';
import { mergeChanges, type RollUpChange, rollUpChanges } from '../src/roll-ups/roll-up.ts';
import { orderFacts, randomNumbers } from './synthetic-orders.ts';

const GENERATION = 'g1';
const FIRST = Date.parse('2024-01-01T00:00:00Z');
const DAYS = 366;
const DAY_MS = 86_400_000;
const ROUNDS = 24 * 600;
const AT_ONCE = 500;
const WAITING = 400_000;
const ZONES = ['Asia/Shanghai', 'UTC'].map(zoneOf);
/** What the questions about a year read. */
const READ = new Set<Dimension>(['total', 'product', 'region', 'category+region']);

/**
 * Loads a table with so many orders that are spread over the year 2024: the domain's own bookings, added up and folded by
 * the service's own fold in memory, because the writes of a year would take hours.
 */
export async function loadYear(items: Items, count: number): Promise<void> {
  const changes = changesOf(count);
  for (const dimension of DIMENSIONS.filter((name) => READ.has(name))) {
    const partition = foldedPartition(GENERATION, dimension);
    const stored = new Map<string, Item>();
    const groups = groupsOf(changes.filter((change) => change.dimension === dimension));
    for (const group of groups) {
      const known = foldedKeys(partition, group, ZONES).map(({ sk }) => stored.get(String(sk)));
      const read = known.filter((item) => item !== undefined);
      for (const write of foldedWrites(partition, [group], read, { zones: ZONES, now: new Date() })) {
        if ('put' in write) stored.set(String(write.put['sk']), write.put);
      }
    }
    const all = [...stored.values()];
    for (let from = 0; from < all.length; from += 100) {
      await items.write(all.slice(from, from + 100).map((put) => ({ put })));
    }
  }
}

function changesOf(count: number): RollUpChange[] {
  const random = randomNumbers(count);
  let sum: RollUpChange[] = [];
  let waiting: RollUpChange[] = [];
  for (let from = 0; from < count; from += AT_ONCE) {
    const facts = Array.from({ length: Math.min(AT_ONCE, count - from) }, (_, i) => {
      const start = FIRST + ((from + i) % DAYS) * DAY_MS;
      return orderFacts(Math.floor(random() * ROUNDS), count, random, start);
    });
    const bookings = facts.flat().flatMap(orderBookings);
    waiting.push(...rollUpChanges(bookings.filter(({ dimension }) => READ.has(dimension))));
    if (waiting.length > WAITING) [sum, waiting] = [mergeChanges([...sum, ...waiting]), []];
  }
  return mergeChanges([...sum, ...waiting]);
}

function groupsOf(changes: readonly RollUpChange[]): Group[] {
  const blocks = changes.map(({ period, value, adds, label }) => ({
    sk: rollUpSort(period, value),
    ...adds,
    ...label,
    birth: 'AAAAAAAA',
  }));
  const byDay = Map.groupBy(blocks, ({ sk }) => {
    const { period, value } = readRollUpSort(sk);
    return `${period.slice(0, 10)}#${value}`;
  });
  return [...byDay]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, own]) => ({ day: name.slice(0, 10), value: name.slice(11), blocks: own }));
}
