import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Ports, readPorts } from '@cartless/local-aws';
import { eventually } from '@cartless/eventually';
import { freePortBlock } from './free-port-block.ts';

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

/** What is otherwise than a newcomer has it. */
type RunningOptions = Readonly<{
  /** A file that says how far the shop's clock is ahead. */
  clock?: string;
  /** Where the tables are, instead of an emulator of the shop's own. */
  dynamodb?: string;
  /** The first of its ports. */
  base?: number;
  /** Keeps the data of the emulators and simulators for the next that has the same ports. */
  keep?: boolean;
  /** Each service in a process of its own. */
  apart?: boolean;
}>;

/**
 * Starts the shop like a newcomer does and waits for its ready block. Where `RUNNING_SHOP` names the log of a shop that runs
 * at the ports of the environment already, it is that one: `pnpm prove:deploy` has the tests play on a deployed stage.
 *
 * @throws Error with its output when it fails
 */
export async function startRunningShop(options: RunningOptions = {}): Promise<RunningShop> {
  const { clock, dynamodb, keep = false, apart = false } = options;
  const { RUNNING_SHOP: log } = process.env;
  if (log !== undefined) return deployedShop(log);
  const base = String(options.base ?? (await freePortBlock()));
  const env = {
    ...process.env,
    CARTLESS_PORT_BASE: base,
    POWERTOOLS_LOG_LEVEL: 'INFO',
    NO_COLOR: '1',
    ...(clock !== undefined && { CARTLESS_CLOCK: clock }),
    ...(dynamodb !== undefined && { CARTLESS_DYNAMODB_ENDPOINT: dynamodb }),
  };
  for (const service of ['DYNAMODB', 'SNS', 'SQS', 'SSM']) {
    delete (env as Record<string, string | undefined>)[`AWS_ENDPOINT_URL_${service}`];
  }
  const args = ['scripts/start.mjs', 'dev.ts', ...(keep ? ['--keep'] : []), ...(apart ? ['--apart'] : [])];
  const child = spawn(join(root, 'node_modules/.bin/node'), args, { cwd: root, env });
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

function deployedShop(log: string): RunningShop {
  const ports = readPorts();
  return {
    url: `http://localhost:${ports.gateway}`,
    ports,
    pid: process.pid,
    output: () => readFileSync(log, 'utf8'),
    stop: async () => undefined,
  };
}

async function ready(child: ChildProcess, output: () => string): Promise<void> {
  try {
    await eventually(
      () => {
        if (child.exitCode !== null) throw new Error(`the shop ended while starting:\n${output()}`);
        return output();
      },
      (text) => text.includes('Cartless is ready'),
    );
  } catch (error) {
    child.kill('SIGINT');
    throw error;
  }
}
