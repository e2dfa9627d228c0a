import { parseArgs } from 'node:util';
import type { Items } from '@cartless/aggregate';
import { documentClient, dynamoItems } from '@cartless/aggregate/dynamodb';
import { memoryItems } from '@cartless/aggregate/memory';
import { ANALYTICS_TABLE } from '../src/analytics-table.ts';
import { archivedDays, archivedFacts } from '../src/facts/archive-store.ts';
import { carrySamples } from '../src/buyers/buyer-samples-store.ts';
import { bookingFacts, bookingWaiting } from '../src/facts/facts-service.ts';
import { QUIET_MS } from '../src/facts/waiting-facts.ts';
import type { Fact } from '../src/facts/fact.ts';
import type { Ground } from '../src/ground.ts';
import { orderFactStore } from '../src/order-lists/order-facts-store.ts';
import { rebuildGeneration } from '../src/rebuilding/rebuild-generation.ts';
import { reconcile } from '../src/rebuilding/reconcile.ts';
import { slotOf } from '../src/calendar/slot.ts';
import { totalOf } from '../src/reports/read-figures.ts';
import { carryOver } from '../src/roll-ups/pending-roll-ups.ts';
import { rollUpStore } from '../src/roll-ups/roll-ups-store.ts';
import { countedItems } from './counted-items.ts';
import { startTables } from './local-table.ts';
import { backlogOf, DAY_MS, FIRST_DAY, withDoubles } from './spread-orders.ts';

/**
 * Drains a backlog in the consumer's batches, and a part of it one by one, and compares the rates. The events are those of an
 * hour, or are spread over `--spread` days and shuffled; a share of `--twice` comes twice. A batch has the time that the
 * function has, and what it hands back goes to the end of the queue. Then all numbers are counted over, and rebuilt from the
 * archive. `--store memory` tells what the service's own code takes and what it asks of a table, to the unit; on a machine that
 * is busy only that, and the counts of the other, can be compared.
 */
const { values } = parseArgs({
  options: {
    events: { type: 'string', default: '100000' },
    single: { type: 'string', default: '1000' },
    batch: { type: 'string', default: '500' },
    spread: { type: 'string', default: '0' },
    twice: { type: 'string', default: '0.1' },
    /** Seconds for work that a batch has: those of the function without its reserve. */
    seconds: { type: 'string', default: '50' },
    /** How often the scheduled task runs, in seconds. */
    task: { type: 'string', default: '60' },
    /** `dynamodb`, which is DynamoDB Local, or `memory`. */
    store: { type: 'string', default: 'dynamodb' },
  },
});
const SHARDS = 4;
const spread = Number(values.spread);

const say = (text: string): void => {
  if (process.stdout.isTTY) process.stdout.write(`\r${text}\u001b[K`);
};

/** An empty table. Each has a DynamoDB Local of its own: that answers the slower the later a table was made. */
async function openStore(): Promise<Readonly<{ items: Items; close(): Promise<void> }>> {
  if (values.store === 'memory')
    return { items: memoryItems(ANALYTICS_TABLE), close: () => Promise.resolve() };
  const tables = await startTables();
  const table = await tables.table();
  const client = documentClient();
  const close = async () => {
    client.destroy();
    await tables.stop();
  };
  return { items: dynamoItems(client, table.name, ANALYTICS_TABLE), close };
}

/** What the work since was, by the event: processor time of this process, requests, items and units written. */
function measure(take: ReturnType<typeof countedItems>['take']) {
  take();
  const begun = process.cpuUsage();
  return (events: number): string => {
    const { user, system } = process.cpuUsage(begun);
    const { requests, written, units } = take();
    const each = (amount: number): string => (amount / events).toFixed(3);
    const weighed = values.store === 'memory' ? `, ${each(units)} write units` : '';
    return `an event: ${each((user + system) / 1000)} ms of CPU, ${each(requests)} requests, ${each(written)} items written${weighed}`;
  };
}

async function drain(facts: readonly Fact[], size: number) {
  const { items: stored, close } = await openStore();
  const { items, take } = countedItems(stored, values.store === 'memory');
  const now = () => new Date();
  const own: Ground = {
    items,
    now,
    generation: () => Promise.resolve('g1'),
    zones: ['Asia/Shanghai'],
    shards: SHARDS,
    currency: 'CNY',
    random: () => 0,
  };
  const book = bookingFacts(own);
  /** The scheduled task, as long after the last batch as it waits for more. */
  const carry = async (since = 0) => {
    const later = { ...own, now: () => new Date(Date.now() + since) };
    const waiting = await bookingWaiting(later)(() => Infinity);
    const limits = { timeLeft: () => Infinity, most: Infinity };
    const { isLeft } = await carryOver({ ...own, generation: 'g1', shard: 0 }, limits);
    return { isLeft: waiting.isLeft || isLeft };
  };
  const told = measure(take);
  const started = performance.now();
  const seconds = () => (performance.now() - started) / 1000;
  const queue = [...facts];
  let [handedBack, slowest, done, carriedAt] = [0, 0, 0, 0];
  while (queue.length > 0) {
    const batch = queue.splice(0, size);
    const begun = performance.now();
    const timeLeft = () => Number(values.seconds) * 1000 - (performance.now() - begun);
    const { unbooked, unfinished } = await book(batch, timeLeft);
    if (unbooked[0] !== undefined) throw new Error(`a dead letter: ${unbooked[0].error.message}`);
    slowest = Math.max(slowest, (performance.now() - begun) / 1000);
    queue.push(...unfinished);
    handedBack += unfinished.length;
    done += batch.length - unfinished.length;
    if (seconds() - carriedAt > Number(values.task)) {
      await carry();
      carriedAt = seconds();
    }
    say(`${done} events, ${Math.round(done / seconds())}/s, slowest batch ${slowest.toFixed(1)} s`);
  }
  while ((await carry(QUIET_MS)).isLeft) say('carrying over');
  await carrySamples(own, () => Infinity);
  const rate = facts.length / seconds();
  return { own, rate, handedBack, slowest, close, take, cost: told(facts.length) };
}

/** Counts the reports and the archive over. */
async function check(own: Ground, facts: readonly Fact[], days: number): Promise<void> {
  const orders = facts.filter(({ kind }) => kind === 'placed').length;
  const range = { from: slotOf(new Date(FIRST_DAY)), to: slotOf(new Date(FIRST_DAY + 500 * DAY_MS)) };
  const sums = await totalOf(rollUpStore(own), { dimension: 'total', value: '*' }, range);
  const revenue = facts.reduce(
    (sum, fact) => sum + (fact.kind === 'paid' && 'order' in fact ? fact.order.total : 0),
    0,
  );
  const found = { orders: sums.get('orders'), revenue: sums.get('revenue') };
  if (found.orders !== orders || found.revenue !== revenue)
    throw new Error(`counted ${JSON.stringify(found)} of ${orders} orders and ${revenue}`);
  const differs = reconcile({ rollUps: rollUpStore(own), orders: orderFactStore(own) });
  for (let day = 0; day < days; day += 1) {
    const [first] = await differs(new Date(FIRST_DAY + day * DAY_MS).toISOString().slice(0, 10));
    if (first !== undefined) throw new Error(JSON.stringify(first));
  }
  const archived: string[] = [];
  for (const day of await archivedDays(own)) {
    for await (const page of archivedFacts(own, day)) archived.push(...page.facts.map(({ id }) => id));
  }
  if (archived.length !== facts.length || new Set(archived).size !== facts.length)
    throw new Error(
      `the archive holds ${archived.length} events, ${new Set(archived).size} of them different`,
    );
}

const twice = Number(values.twice);
const facts = backlogOf(Number(values.events), spread);
const single = await drain(withDoubles(facts.slice(0, Number(values.single)), twice, spread > 0), 1);
await single.close();
console.log(`\none by one: ${Math.round(single.rate)} events/s (${values.single} events); ${single.cost}`);
const batched = await drain(withDoubles(facts, twice, spread > 0), Number(values.batch));
console.log(
  `\nin batches of ${values.batch}: ${Math.round(batched.rate)} events/s (${values.events} events and their doubles); ` +
    `slowest batch ${batched.slowest.toFixed(1)} s, ${batched.handedBack} handed back; ${batched.cost}`,
);
console.log(`ratio ${(batched.rate / single.rate).toFixed(1)}`);
await check(batched.own, facts, spread);
console.log('every number is right, every event is in the archive once');
const told = measure(batched.take);
const begun = performance.now();
const later = { ...batched.own, now: () => new Date(Date.now() + 3_600_000) };
const { events } = await rebuildGeneration(later, {
  live: 'g1',
  next: 'g2',
  timeLeft: () => Infinity,
  settle: () => Promise.resolve(),
  unbookable: () => undefined,
  progress: ({ doing, events: read, of }) => {
    say(`${doing} ${read}/${of}`);
  },
});
const rebuilt = Math.round(events / ((performance.now() - begun) / 1000));
console.log(`\nrebuilt: ${rebuilt} events/s; ${told(events)}`);
await check({ ...batched.own, generation: () => Promise.resolve('g2') }, facts, spread);
await batched.close();
