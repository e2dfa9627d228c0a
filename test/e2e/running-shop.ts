import { type ChildProcess, spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Ports, readPorts } from '@cartless/local-aws';
import { freePortBlock } from './free-port-block.ts';

const START_LIMIT_MS = 150_000;
const root = dirname(dirname(import.meta.dirname));

/** The whole shop as `pnpm dev` starts it, on ports of its own. */
export type RunningShop = Readonly<{
  url: string;
  ports: Ports;
  pid: number;
  /** Everything it has printed so far. */
  output(): string;
  stop(): Promise<void>;
}>;

/** Starts the shop like a newcomer does and waits for its ready block. @throws Error with its output when it fails */
export async function startRunningShop(): Promise<RunningShop> {
  const base = String(await freePortBlock());
  const env = { ...process.env, CARTLESS_PORT_BASE: base, POWERTOOLS_LOG_LEVEL: 'INFO', NO_COLOR: '1' };
  for (const name of ['AWS_ENDPOINT_URL_DYNAMODB', 'AWS_ENDPOINT_URL_SNS', 'AWS_ENDPOINT_URL_SQS'] as const) {
    delete (env as Record<string, string | undefined>)[name];
  }
  const child = spawn(join(root, 'node_modules/.bin/node'), ['scripts/start.mjs', 'dev.ts'], {
    cwd: root,
    env,
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += String(chunk)));
  await ready(child, () => output);
  const ports = readPorts({ CARTLESS_PORT_BASE: base });
  return {
    url: `http://localhost:${ports.gateway}`,
    ports,
    pid: child.pid ?? 0,
    output: () => output,
    stop: async () => {
      if (child.exitCode !== null) return;
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGINT');
      await ended;
    },
  };
}

async function ready(child: ChildProcess, output: () => string): Promise<void> {
  const deadline = Date.now() + START_LIMIT_MS;
  while (!output().includes('Cartless is ready')) {
    if (child.exitCode !== null) throw new Error(`the shop ended while starting:\n${output()}`);
    if (Date.now() > deadline) {
      child.kill('SIGINT');
      throw new Error(`the shop was not ready after ${START_LIMIT_MS / 1000} s:\n${output()}`);
    }
    await sleep(100);
  }
}
