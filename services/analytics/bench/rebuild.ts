import { parseArgs } from 'node:util';
import type { Items } from '@cartless/aggregate';
import { documentClient, dynamoItems } from '@cartless/aggregate/dynamodb';
import { memoryItems } from '@cartless/aggregate/memory';
import { ANALYTICS_TABLE } from '../src/analytics-table.ts';
import { archiveStore } from '../src/facts/archive-store.ts';
import { postFacts } from '../src/facts/post-facts.ts';
import type { Ground } from '../src/ground.ts';
import { rebuildGeneration } from '../src/rebuilding/rebuild-generation.ts';
import { countedItems } from './counted-items.ts';
import { startTables } from './local-table.ts';
import { backlogOf } from './spread-orders.ts';

/**
 * Rebuilds the numbers from an archive of `--events` over `--spread` days, and tells the rate, where the processor's time goes and how
 * much memory it takes at most. `--store none` folds facts alone, as one segment does; `memory` has a store in the same process, whose own
 * memory is in what is told; `journals` keeps in it what is read again alone, so that what is told is the rebuild's own; `dynamodb` is
 * DynamoDB Local.
 */
const { values } = parseArgs({
  options: {
    events: { type: 'string', default: '100000' },
    spread: { type: 'string', default: '400' },
    store: { type: 'string', default: 'dynamodb' },
    segment: { type: 'string', default: '25000' },
  },
});
const facts = backlogOf(Number(values.events), Number(values.spread));
const segment = Number(values.segment);
const PAGE = 500;
/** How often memory is looked at, in milliseconds. */
const LOOK_MS = 20;

let peak = { rss: 0, heapUsed: 0 };
const look = (): void => {
  const { rss, heapUsed } = process.memoryUsage();
  peak = { rss: Math.max(peak.rss, rss), heapUsed: Math.max(peak.heapUsed, heapUsed) };
};

/** What some work takes, by the event. */
async function measured(name: string, work: () => Promise<unknown>): Promise<void> {
  globalThis.gc?.();
  const before = process.memoryUsage();
  peak = { rss: before.rss, heapUsed: before.heapUsed };
  const timer = setInterval(look, LOOK_MS);
  const [begun, cpu] = [performance.now(), process.cpuUsage()];
  await work();
  const ms = performance.now() - begun;
  const { user, system } = process.cpuUsage(cpu);
  clearInterval(timer);
  look();
  const megabytes = (bytes: number): string => `${Math.round(bytes / 1e6)} MB`;
  const rate = Math.round(facts.length / (ms / 1000));
  const each = ((user + system) / 1000 / facts.length).toFixed(3);
  console.log(
    `${name}: ${rate} events/s, ${each} ms of CPU an event; heap ${megabytes(before.heapUsed)} before and ` +
      `${megabytes(peak.heapUsed)} at most, resident ${megabytes(before.rss)} and ${megabytes(peak.rss)}`,
  );
}

async function fold(): Promise<void> {
  const ledger = { orders: new Map(), people: new Map() };
  for (let from = 0; from < facts.length; from += segment) {
    postFacts(ledger, facts.slice(from, from + segment));
    await Promise.resolve();
  }
}

/** What is put and never read again by a rebuild that is not cut off. */
const NOT_READ = /^g2#(order|person)#|#folded$/;

function inMemory(): Items {
  const memory = memoryItems(ANALYTICS_TABLE);
  if (values.store === 'memory') return memory;
  return {
    ...memory,
    putMany: (puts) => memory.putMany(puts.filter(({ pk }) => !NOT_READ.test(String(pk)))),
  };
}

async function rebuild(): Promise<void> {
  const isInMemory = values.store !== 'dynamodb';
  const tables = isInMemory ? undefined : await startTables();
  const client = isInMemory ? undefined : documentClient();
  const stored =
    tables === undefined || client === undefined
      ? inMemory()
      : dynamoItems(client, (await tables.table()).name, ANALYTICS_TABLE);
  const { items, take } = countedItems(stored, values.store === 'memory');
  const day = Date.now() - 3_600_000;
  const own: Ground = {
    items,
    now: () => new Date(day),
    generation: () => Promise.resolve('g1'),
    zones: ['Asia/Shanghai'],
    shards: 4,
    currency: 'CNY',
    random: () => 0,
  };
  const archive = archiveStore(own);
  for (let from = 0; from < facts.length; from += PAGE)
    await items.write(await archive.keeping(facts.slice(from, from + PAGE)));
  take();
  await measured(`rebuilt on ${values.store}`, () =>
    rebuildGeneration(
      { ...own, now: () => new Date() },
      {
        live: 'g1',
        next: 'g2',
        timeLeft: () => Infinity,
        settle: () => Promise.resolve(),
        unbookable: () => undefined,
        progress: () => undefined,
        segment,
      },
    ),
  );
  const { requests, written, units } = take();
  const each = (amount: number): string => (amount / facts.length).toFixed(3);
  console.log(`an event: ${each(requests)} requests, ${each(written)} items written, ${each(units)} units`);
  client?.destroy();
  await tables?.stop();
}

if (values.store === 'none') await measured('folded alone', fold);
else await rebuild();
