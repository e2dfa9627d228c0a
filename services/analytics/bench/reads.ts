import { parseArgs } from 'node:util';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { documentClient } from '@cartless/dynamodb';
import { CapacityMeter, type Usage } from '@cartless/dynamodb/capacity-meter';
import { readSamples } from '../src/adapters/dynamo-buyer-samples.ts';
import { dynamoRollUps } from '../src/adapters/dynamo-roll-ups.ts';
import { summarise } from '../src/application/summarise.ts';
import { readPeriod } from '../src/domain/period.ts';
import { planReport, type Question } from '../src/domain/report-plan.ts';
import { zoneOf } from '../src/domain/zone.ts';
import { loadOrders } from './load-orders.ts';
import { startTables } from './local-table.ts';

/** Shows that what a report reads, and how long it takes, does not grow with the number of orders. */
const { values } = parseArgs({
  options: {
    sizes: { type: 'string', default: '1000,100000,1000000' },
    runs: { type: 'string', default: '40' },
  },
});

const WEEK = { from: '2025-06-02', to: '2025-06-08' };
const QUESTIONS: Readonly<Record<string, Readonly<{ from: string; to: string; question: Question }>>> = {
  'a week by day, 2 metrics': { ...WEEK, question: { metrics: 'revenue,orders', groupBy: 'day' } },
  'a week by hour, 2 metrics': { ...WEEK, question: { metrics: 'revenue,orders', groupBy: 'hour' } },
  'a week by product': { ...WEEK, question: { metrics: 'revenue,units', groupBy: 'product' } },
  'a week of one region': { ...WEEK, question: { metrics: 'revenue', groupBy: 'day', region: '上海' } },
  'buyers of a week by day': { ...WEEK, question: { metrics: 'activeBuyers,repeatRate', groupBy: 'day' } },
};

type Line = Readonly<{ size: number; name: string; usage: Usage; p50: number; p99: number }>;

async function measure(
  size: number,
  runs: number,
  tables: Awaited<ReturnType<typeof startTables>>,
): Promise<Line[]> {
  const table = await tables.table();
  const client = documentClient();
  const started = performance.now();
  await loadOrders(client, table.name, size);
  console.log(`\rloaded ${size} orders in ${Math.round((performance.now() - started) / 1000)} s          `);
  // Counting takes time of its own, so it has a client of its own.
  const counted = documentClient();
  const meter = new CapacityMeter(counted, { [table.name]: ['pk', 'sk'] }, client);
  const [answer, answerCounted] = [reports(client, table.name), reports(counted, table.name)];
  const lines: Line[] = [];
  for (const [name, { from, to, question }] of Object.entries(QUESTIONS)) {
    const plan = planReport(question);
    const period = readPeriod(zoneOf('Asia/Shanghai'), { from, to }, new Date());
    await answerCounted(plan, period, false);
    const usage = meter.take();
    for (let i = 0; i < 5; i += 1) await answer(plan, period, false);
    const times: number[] = [];
    for (let i = 0; i < runs; i += 1) {
      const begun = performance.now();
      await answer(plan, period, false);
      times.push(performance.now() - begun);
    }
    times.sort((a, b) => a - b);
    lines.push({
      size,
      name,
      usage,
      p50: times[Math.floor(runs / 2)] ?? 0,
      p99: times[Math.floor(runs * 0.99)] ?? 0,
    });
  }
  client.destroy();
  counted.destroy();
  await table.drop();
  return lines;
}

function reports(client: DynamoDBDocumentClient, table: string) {
  const place = { client, table, shards: 4, generation: () => Promise.resolve('g1') };
  return summarise({
    rollUps: dynamoRollUps(place),
    samples: { read: (from, to) => readSamples(place, from, to) },
    currency: 'CNY',
  });
}

const tables = await startTables();
try {
  const lines: Line[] = [];
  for (const size of values.sizes.split(',').map(Number)) {
    lines.push(...(await measure(size, Number(values.runs), tables)));
  }
  console.table(
    lines.map(({ size, name, usage, p50, p99 }) => ({
      report: name,
      orders: size,
      requests: usage.readRequests,
      'read units': usage.readUnits,
      'p50 ms': Number(p50.toFixed(1)),
      'p99 ms': Number(p99.toFixed(1)),
    })),
  );
  for (const [name, own] of Map.groupBy(lines, (line) => line.name)) {
    const ratio = (own.at(-1)?.p99 ?? 0) / (own[0]?.p99 ?? 1);
    console.log(`${name}: p99 of the largest to the smallest ${ratio.toFixed(2)}`);
  }
} finally {
  await tables.stop();
}
