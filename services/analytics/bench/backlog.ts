import { parseArgs } from 'node:util';
import { documentClient, dynamoItems } from '@cartless/aggregate/dynamodb';
import { ANALYTICS_TABLE } from '../src/analytics-table.ts';
import { archiveStore } from '../src/facts/archive-store.ts';
import { booksStore } from '../src/facts/books-store.ts';
import { buyerSampleStore } from '../src/buyers/buyer-samples-store.ts';
import { bookFacts } from '../src/facts/book-facts.ts';
import type { Fact } from '../src/facts/fact.ts';
import { startTables } from './local-table.ts';
import { orderFacts, randomNumbers } from './synthetic-orders.ts';

/** Drains a backlog in the consumer's batches, and a part of it one by one, and compares the rates. */
const { values } = parseArgs({
  options: {
    events: { type: 'string', default: '100000' },
    single: { type: 'string', default: '1000' },
    batch: { type: 'string', default: '500' },
  },
});

/** Facts in the order in which a shop that fell behind would deliver them: an hour's orders, each with its payment. */
function backlog(size: number): Fact[] {
  const random = randomNumbers(7);
  const facts = Array.from({ length: size / 2 }, (_, i) => orderFacts(i, size / 6, random)).flat();
  const hour = Date.parse('2025-11-11T12:00:00Z');
  return facts.map((fact) => {
    const at = new Date(hour + Math.floor((Date.parse(fact.at) % 3_600_000) / 1000) * 1000).toISOString();
    return { ...fact, at, order: { ...fact.order, placedAt: at } };
  });
}

/** Each drain has a DynamoDB Local of its own: that answers the slower the later a table was made. */
async function drain(facts: readonly Fact[], size: number): Promise<number> {
  const tables = await startTables();
  const table = await tables.table();
  // The table's own client counts request units and so makes extra requests.
  const client = documentClient();
  const items = dynamoItems(client, table.name, ANALYTICS_TABLE);
  const place = { items, generation: () => Promise.resolve('g1'), now: () => new Date() };
  const book = bookFacts({
    books: booksStore({ ...place, shard: 0 }),
    samples: buyerSampleStore(place),
    archive: archiveStore(place),
  });
  const started = performance.now();
  for (let from = 0; from < facts.length; from += size) {
    const rejections = await book(facts.slice(from, from + size));
    if (rejections.length > 0) throw new Error(`rejected: ${rejections[0]?.error.message}`);
    const rate = (from + size) / ((performance.now() - started) / 1000);
    if (process.stdout.isTTY) process.stdout.write(`\r${from + size} events, ${Math.round(rate)}/s `);
  }
  const seconds = (performance.now() - started) / 1000;
  client.destroy();
  await tables.stop();
  return facts.length / seconds;
}

const facts = backlog(Number(values.events));
const single = await drain(facts.slice(0, Number(values.single)), 1);
const batched = await drain(facts, Number(values.batch));
console.log(`\none by one: ${Math.round(single)} events/s (${values.single} events)`);
console.log(`in batches of ${values.batch}: ${Math.round(batched)} events/s (${values.events} events)`);
console.log(`ratio ${(batched / single).toFixed(1)}`);
