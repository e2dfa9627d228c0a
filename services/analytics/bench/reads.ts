import { parseArgs } from 'node:util';
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
    runs: { type: 'string', default: '200' },
  },
});

const QUESTIONS: Readonly<Record<string, Readonly<{ from: string; to: string; question: Question }>>> = {
  'a year by day, 2 metrics': {
    from: '2025-01-01',
    to: '2025-12-31',
    question: { metrics: 'revenue,orders', groupBy: 'day' },
  },
  '30 days by day, all metrics': {
    from: '2025-06-01',
    to: '2025-06-30',
    question: { metrics: 'revenue,orders,units,cancelled,newUsers,activeBuyers,repeatRate', groupBy: 'day' },
  },
  'a year by product': {
    from: '2025-01-01',
    to: '2025-12-31',
    question: { metrics: 'revenue', groupBy: 'product' },
  },
  'one product by week': {
    from: '2025-01-01',
    to: '2025-12-31',
    question: { metrics: 'revenue', groupBy: 'week', product: 'prd_7' },
  },
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
  const meter = new CapacityMeter(client, { [table.name]: ['pk', 'sk'] }, client);
  const place = { client, table: table.name, shards: 4, generation: () => Promise.resolve('g1') };
  const answer = summarise({
    rollUps: dynamoRollUps(place),
    samples: { read: (from, to) => readSamples(place, from, to) },
    currency: 'CNY',
  });
  const lines: Line[] = [];
  for (const [name, { from, to, question }] of Object.entries(QUESTIONS)) {
    const ask = () =>
      answer(planReport(question), readPeriod(zoneOf('Asia/Shanghai'), { from, to }, new Date()), false);
    for (let i = 0; i < 20; i += 1) await ask();
    meter.take();
    await ask();
    const usage = meter.take();
    const times: number[] = [];
    for (let i = 0; i < runs; i += 1) {
      const begun = performance.now();
      await ask();
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
  await table.drop();
  return lines;
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
