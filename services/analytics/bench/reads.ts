import { parseArgs } from 'node:util';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { documentClient, dynamoItems } from '@cartless/aggregate/dynamodb';
import { ANALYTICS_TABLE } from '../src/analytics-table.ts';
import { CapacityMeter } from '@cartless/aggregate/capacity-meter';
import { readSamples } from '../src/buyers/buyer-samples-store.ts';
import { rollUpStore } from '../src/roll-ups/roll-ups-store.ts';
import { summarise } from '../src/reports/summarise.ts';
import { readPeriod } from '../src/calendar/period.ts';
import { planReport, type Question } from '../src/reports/report-plan.ts';
import { zoneOf } from '../src/calendar/zone-name.ts';
import { loadOrders, SHARDS } from './load-orders.ts';
import { loadYear } from './load-year.ts';
import { startTables } from './local-table.ts';
import { DAY } from './synthetic-orders.ts';

/**
 * Shows that what a report reads, and how long it takes, does not grow with the number of orders. Orders are of one
 * day, so that the fewest already touch every hour of every group, and as many again of a year. The sizes are asked in turn, so that whatever else
 * the machine does meets all of them alike. Each has a DynamoDB Local of its own, because that answers the slower the
 * later a table was made: three tables of the same 2,000 orders in one took 3.5, 5.0 and 7.3 ms.
 */
const { values } = parseArgs({
  options: {
    sizes: { type: 'string', default: '1000,100000,1000000' },
    runs: { type: 'string', default: '1000' },
    /** Records are written for so many orders at most; summaries do not read them. */
    records: { type: 'string', default: '10000' },
  },
});
const RUNS = Number(values.runs);
const WARM_UP = Math.min(150, RUNS);

const RANGES = { day: { from: DAY, to: DAY }, year: { from: '2024-01-01', to: '2024-12-31' } };
const QUESTIONS: Readonly<Record<string, Question & Readonly<{ of?: keyof typeof RANGES; tz?: string }>>> = {
  'totals, 5 metrics': { metrics: 'revenue,orders,units,averageOrderValue,cancelled' },
  'by hour, 2 metrics': { metrics: 'revenue,orders', groupBy: 'hour' },
  'one region by hour': { metrics: 'revenue', groupBy: 'hour', region: '上海' },
  'by region (10)': { metrics: 'revenue,orders', groupBy: 'region' },
  'by product (60)': { metrics: 'revenue,units', groupBy: 'product' },
  'buyers by day': { metrics: 'activeBuyers,repeatRate', groupBy: 'day' },
  'year, totals': { of: 'year', metrics: 'revenue,orders,units' },
  'year by day': { of: 'year', metrics: 'revenue,orders', groupBy: 'day' },
  'year by day, Shanghai': { of: 'year', tz: 'Asia/Shanghai', metrics: 'revenue,orders', groupBy: 'day' },
  'year by day, Kathmandu': { of: 'year', tz: 'Asia/Kathmandu', metrics: 'revenue,orders', groupBy: 'day' },
  'year by week, Kathmandu': { of: 'year', tz: 'Asia/Kathmandu', metrics: 'revenue,orders', groupBy: 'week' },
  'year by day, Adelaide, not kept': {
    of: 'year',
    tz: 'Australia/Adelaide',
    metrics: 'revenue,orders',
    groupBy: 'day',
  },
  'year by month': { of: 'year', metrics: 'revenue,orders', groupBy: 'month' },
  'year by quarter, New York': {
    of: 'year',
    tz: 'America/New_York',
    metrics: 'revenue,orders',
    groupBy: 'quarter',
  },
  'year by product (60)': { of: 'year', metrics: 'revenue,units', groupBy: 'product' },
  'year by month, region': { of: 'year', metrics: 'revenue,orders', groupBy: 'month,region' },
  'year by category, region': { of: 'year', metrics: 'revenue,orders', groupBy: 'category,region' },
  'one region by day of a year': { of: 'year', metrics: 'revenue', groupBy: 'day', region: '上海' },
};

function reports(client: DynamoDBDocumentClient, table: string) {
  const items = dynamoItems(client, table, ANALYTICS_TABLE);
  const place = { items, shards: SHARDS, generation: () => Promise.resolve('g1'), now: () => new Date() };
  const ports = {
    rollUps: rollUpStore(place),
    samples: { read: (from: string, to: string) => readSamples(place, from, to) },
    currency: 'CNY',
  };
  return ({ of = 'day', tz = 'UTC', ...question }: (typeof QUESTIONS)[string]) =>
    summarise(ports)(planReport(question), readPeriod(zoneOf(tz), RANGES[of], new Date()), false);
}

async function load(size: number) {
  const tables = await startTables();
  const table = await tables.table();
  const client = documentClient();
  const started = performance.now();
  const records = Number(values.records);
  await loadOrders(dynamoItems(client, table.name, ANALYTICS_TABLE), size, records);
  await loadYear(dynamoItems(client, table.name, ANALYTICS_TABLE), size);
  const note = size > records ? `, with the records of ${records} of them` : '';
  const seconds = Math.round((performance.now() - started) / 1000);
  console.log(
    `${process.stdout.isTTY ? '\r' : ''}loaded ${size} orders of a day and ${size} of a year in ${seconds} s, added up before writing${note}`,
  );
  const ask = reports(client, table.name);
  // Counting takes time of its own, so it has a client of its own.
  const counted = documentClient();
  const meter = new CapacityMeter(counted, { [table.name]: ['pk', 'sk'] }, client);
  const askCounted = reports(counted, table.name);
  const usages = [];
  for (const question of Object.values(QUESTIONS)) {
    await askCounted(question);
    usages.push(meter.take());
  }
  counted.destroy();
  const close = async () => {
    client.destroy();
    await tables.stop();
  };
  return { size, ask, usages, close };
}

const shops: Awaited<ReturnType<typeof load>>[] = [];
try {
  for (const size of values.sizes.split(',').map(Number)) shops.push(await load(size));
  const rows: object[] = [];
  for (const [index, [report, question]] of Object.entries(QUESTIONS).entries()) {
    const times = shops.map((): number[] => []);
    for (let run = -WARM_UP; run < RUNS; run += 1) {
      for (const [i, { ask }] of shops.entries()) {
        const begun = performance.now();
        await ask(question);
        if (run >= 0) times[i]?.push(performance.now() - begun);
      }
    }
    const at = (share: number) =>
      times.map((own) => own.toSorted((a, b) => a - b)[Math.floor(RUNS * share)] ?? 0);
    const [p50, p99] = [at(0.5), at(0.99)];
    const ratio = (of: number[]) => Number(((of.at(-1) ?? 0) / (of[0] ?? 1)).toFixed(2));
    for (const [i, { size, usages }] of shops.entries()) {
      rows.push({
        report,
        orders: size,
        requests: usages[index]?.readRequests,
        units: usages[index]?.readUnits,
        'p50 ms': Number(p50[i]?.toFixed(2)),
        'p99 ms': Number(p99[i]?.toFixed(2)),
        ...(i === shops.length - 1 && { 'p50 ratio': ratio(p50), 'p99 ratio': ratio(p99) }),
      });
    }
  }
  console.table(rows);
} finally {
  for (const { close } of shops) await close();
}
