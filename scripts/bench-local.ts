import { randomUUID } from 'node:crypto';
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { eventually } from '@cartless/eventually';
import { apiAt } from '../test/e2e/api.ts';
import { cpuSecondsOf, residentMegabytes } from '../test/e2e/processes.ts';
import { startRunningShop } from '../test/e2e/running-shop.ts';
import { liftLimits, logInDemo, orderOne } from '../test/e2e/shopper.ts';

/** Measures the local shop against its budgets: start-up, memory, event path, reload of a saved file, and what it takes while nobody calls. */
const ORDERS = 40;
const RELOADS = 5;
/** Whole minutes, so that what a schedule begins each minute is in all alike. */
const IDLE_MS = 120_000;
/** What follows the last order and the last build is over by then. */
const SETTLED_MS = 15_000;
const root = dirname(import.meta.dirname);

const started = performance.now();
const shop = await startRunningShop();
const startSeconds = (performance.now() - started) / 1000;
const api = apiAt(shop.url);
try {
  const token = await logInDemo(api);
  await liftLimits(api, token);
  const path = await eventPath(token);
  const reload = await liveReload();
  print('start-up of an installed checkout', `${startSeconds.toFixed(1)} s`, '≤ 15 s');
  print('resident memory, all processes', `${Math.round(residentMegabytes(shop.pid))} MB`, '≤ 1600 MB');
  print(
    `event path, commit to effect, p50 of ${ORDERS}`,
    `${Math.round(quantile(path, 0.5))} ms`,
    '≤ 500 ms',
  );
  print('event path, p99', `${Math.round(quantile(path, 0.99))} ms`, '');
  print(`saved file live, slowest of ${RELOADS}`, `${Math.round(Math.max(...reload))} ms`, '≤ 2000 ms');
  await printIdle();
} finally {
  await shop.stop();
}

/** From the answer to a placed order until the order has the number that the background worker gives it. */
async function eventPath(token: string): Promise<number[]> {
  const times: number[] = [];
  for (let i = 0; i < ORDERS; i += 1) {
    const placed = await orderOne(api, token);
    const committed = performance.now();
    if (placed.status !== 201) throw new Error(`order refused: ${JSON.stringify(placed.body)}`);
    const url = `/orders/${placed.body['orderId']}`;
    await eventually(
      async () => (await api('GET', url, { token })).body,
      ({ orderNumber }) => orderNumber !== null,
      { pauseMs: 5 },
    );
    times.push(performance.now() - committed);
    await sleep(200);
  }
  return times;
}

/** From saving a handler until a call runs the new code; the file is put back as it was. */
async function liveReload(): Promise<number[]> {
  const [found = 'none'] = globSync('services/orders/src/**/list-categories/handler.ts', { cwd: root });
  const file = join(root, found);
  const source = readFileSync(file, 'utf8');
  const titled = 'title[locale]';
  if (!source.includes(titled)) throw new Error(`${file} has no ${titled} to mark`);
  const times: number[] = [];
  try {
    for (let i = 0; i < RELOADS; i += 1) {
      const mark = `reload-${i}-${randomUUID()}`;
      const saved = performance.now();
      writeFileSync(file, source.replace(titled, `'${mark}'`));
      await categories((text) => text.includes(mark));
      times.push(performance.now() - saved);
      writeFileSync(file, source);
      await categories((text) => !text.includes(mark));
    }
  } finally {
    writeFileSync(file, source);
  }
  return times;
}

/** The share of one core that each part takes while nobody calls. */
async function printIdle(): Promise<void> {
  await sleep(SETTLED_MS);
  const [before, began] = [cpuSecondsOf(shop.pid), performance.now()];
  await sleep(IDLE_MS);
  const [after, seconds] = [cpuSecondsOf(shop.pid), (performance.now() - began) / 1000];
  const shares = [...after].map(([kind, cpu]) => [kind, (cpu - (before.get(kind) ?? 0)) / seconds] as const);
  const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
  print('idle, of one core', percent(shares.reduce((sum, [, share]) => sum + share, 0)), '≤ 4 %');
  for (const [kind, share] of shares) print(`  ${kind}`, percent(share), '');
  print('load of the machine meanwhile', (loadavg()[1] ?? 0).toFixed(1), '');
}

function categories(wanted: (text: string) => boolean): Promise<string> {
  const ask = async (): Promise<string> => JSON.stringify((await api('GET', '/categories')).body);
  return eventually(ask, wanted, { pauseMs: 20 });
}

function quantile(values: readonly number[], q: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? 0;
}

function print(what: string, figure: string, budget: string): void {
  console.log(`${what.padEnd(44)} ${figure.padStart(9)}   ${budget}`);
}
