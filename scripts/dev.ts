import '@cartless/local-aws/shop-clock';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs, styleText } from 'node:util';
import { type Ports, readPorts } from '@cartless/local-aws';
import { isLoopback, readHost } from '@cartless/local-server';
import {
  DEMO_ACCOUNTS,
  LogFile,
  logFilesOf,
  logLine,
  releaseMemoryOnceSettled,
  type Shop,
  startShop,
} from '@cartless/local-aws/dev';
import { seed } from './seed.ts';

const HELP = `Usage: pnpm dev [--keep] [--apart]

  --keep   keep the data between runs (in .cartless/data); without it every start is fresh
  --apart  each service in a process of its own, as on AWS: one that ends leaves the others alone; it takes more memory

Ports: CARTLESS_PORT_BASE moves all (default 4000), CARTLESS_PORT_<NAME> moves one.

REDIS_URL=redis://127.0.0.1:6379 lets logistics and analytics share their caches in a Redis or Valkey that you have running.

CARTLESS_CLOCK=<file> has the shop's clock as many milliseconds ahead as the file says, whenever it is written; scheduled tasks then run
only when somebody starts them. pnpm simulate --replay plays a history against such a shop.

Only this machine reaches the shop. CARTLESS_HOST=<address> opens the gateway, the mailbox and the pages of the payment provider
and the carrier to others, with the demo accounts and every switch: for a container, or a network that you trust.`;

const started = performance.now();
const seconds = (): string => ((performance.now() - started) / 1000).toFixed(1);
let lastSaid = 0;
let file: LogFile | undefined;
/** Whether anybody reads what is said: the terminal may be gone, or the other end of a pipe. */
let isRead = true;
const say = (source: string, line: string): void => {
  file?.write(line);
  const text = logLine(source, line);
  if (text === undefined) return;
  lastSaid = performance.now();
  if (isRead) process.stdout.write(`${text}\n`);
};

let shop: Shop | undefined;
let stopping = false;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { keep: { type: 'boolean' }, apart: { type: 'boolean' }, help: { type: 'boolean' } },
  });
  if (values.help === true) {
    process.stdout.write(`${HELP}\n`);
    return;
  }
  process.env['SLS_TELEMETRY_DISABLED'] = '1';
  process.env['SLS_NOTIFICATIONS_MODE'] = 'off';
  const ports = readPorts();
  const host = readHost();
  const root = dirname(import.meta.dirname);
  file = new LogFile(logFilesOf(root, ports.gateway), values.keep === true);
  if (!isLoopback(host)) say('shop', styleText('yellow', openTo(host)));
  shop = await startShop({
    ports,
    host,
    root,
    keep: values.keep === true,
    apart: values.apart === true,
    log: say,
    progress: (step) => say('shop', `${seconds()} s: starting ${step} …`),
    seed,
    onFatal: (name, lastLines) => {
      say(
        'shop',
        styleText('red', `${name} has stopped, and the shop cannot run without it. Its last lines:`),
      );
      for (const line of lastLines) say('shop', `  ${line}`);
      void stop(1);
    },
  });
  await calm();
  if (stopping) return;
  process.stdout.write(readyBlock(shop.url, ports));
  releaseMemoryOnceSettled();
}

const openTo = (host: string): string =>
  `listening on ${host}: whoever reaches this machine reaches the shop, its demo accounts, every mail and the simulators' switches`;

/** Lets the events of the seed pass by, so that nothing pushes the ready block off the screen. */
async function calm(): Promise<void> {
  const deadline = performance.now() + 5000;
  while (performance.now() - lastSaid < 400 && performance.now() < deadline) await sleep(50);
}

function readyBlock(url: string, ports: Ports): string {
  const rows = [
    ['Shop', url],
    ['All its parts', `${url}/local`],
    ['API reference', `${url}/docs`],
    ['Mailbox', `http://localhost:${ports.mailbox}`],
    ['Payments', `http://localhost:${ports.payments}`],
    ['Carrier', `http://localhost:${ports.carrier}`],
    ['Kuaidi100', `http://localhost:${ports.kuaidi100}`],
    ...DEMO_ACCOUNTS.map(({ username, password }) => [`Log in as ${username}`, password]),
  ].map(([name = '', value = '']) => `  ${name.padEnd(18)} ${value}`);
  const line = '─'.repeat(64);
  const head = styleText(['bold', 'green'], `Cartless is ready after ${seconds()} s`);
  return `\n${line}\n  ${head}   (Ctrl-C stops everything)\n${rows.join('\n')}\n${line}\n\n`;
}

async function stop(code: number): Promise<void> {
  if (stopping) return;
  stopping = true;
  say('shop', 'stopping …');
  await shop?.stop();
  process.exit(code);
}

/** A fault that nobody waited for leaves the emulators in here in a state that nobody knows: all ends, and says why. */
function endWith(what: string, error: unknown): void {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  say('shop', styleText('red', `${what}, and the shop cannot go on:`));
  for (const line of text.split('\n')) say('shop', `  ${line}`);
  void stop(1);
}

// What cannot be said is no fault to be told of: that could not be said either, again and again.
for (const stream of [process.stdout, process.stderr])
  stream.on('error', () => {
    isRead = false;
    void stop(1);
  });
process.on('uncaughtException', (error) => endWith('Something failed where nobody caught it', error));
process.on('unhandledRejection', (reason) =>
  endWith('A promise was rejected and nobody waited for it', reason),
);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop(0));

main().catch((error: unknown) => {
  if (stopping) return;
  process.stderr.write(`${styleText('red', error instanceof Error ? error.message : String(error))}\n`);
  process.exit(1);
});
