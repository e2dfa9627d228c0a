import type { Items } from '@cartless/aggregate';
import { memoryItems } from '@cartless/aggregate/memory';
import { zoneOf } from '../src/calendar/zone-name.ts';
import { ANALYTICS_TABLE } from '../src/analytics-table.ts';
import { orderBookings } from '../src/facts/order-bookings.ts';
import { type Dimension, DIMENSIONS } from '../src/roll-ups/dimension.ts';
import { foldedWrites, groupsOf } from '../src/roll-ups/folded-roll-up.ts';
import { mergeChanges, type RollUpChange, rollUpChanges } from '../src/roll-ups/roll-up.ts';
import { KEPT_ZONES } from './load-orders.ts';
import { orderFacts, randomNumbers } from './synthetic-orders.ts';

const GENERATION = 'g1';
const FIRST = Date.parse('2024-01-01T00:00:00Z');
const DAYS = 366;
const DAY_MS = 86_400_000;
const ROUNDS = 24 * 600;
const AT_ONCE = 500;
const WAITING = 400_000;
const ZONES = ['UTC', ...KEPT_ZONES].map(zoneOf);
/** What the questions about a year read. */
const READ = new Set<Dimension>(['total', 'product', 'region', 'category+region']);

/**
 * Loads a table with so many orders that are spread over the year 2024: the domain's own bookings, added up and folded by
 * the service's own fold in memory, because the writes of a year would take hours.
 */
export async function loadYear(items: Items, count: number): Promise<void> {
  const changes = changesOf(count);
  for (const dimension of DIMENSIONS.filter((name) => READ.has(name))) {
    const memory = memoryItems(ANALYTICS_TABLE);
    const place = { items: memory, generation: GENERATION, zones: ZONES, now: new Date() };
    for (const group of groupsOf(changes.filter((change) => change.dimension === dimension)))
      await memory.write(await foldedWrites([group], place));
    await items.putMany(memory.all());
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
