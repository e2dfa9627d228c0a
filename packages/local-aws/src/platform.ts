import { join } from 'node:path';
import { startCarrierSimulator, startKuaidi100Simulator, startPaymentSimulator } from '@cartless/simulators';
import { claimControl } from './control-server.ts';
import type { ControlServer, Endpoints } from './control-server.ts';
import { startDynamodb } from './emulators/dynamodb.ts';
import type { Emulator, Log } from './emulators/emulator.ts';
import { startMailbox } from './emulators/mailbox.ts';
import { startMessaging } from './emulators/messaging.ts';
import { startParameterStore } from './emulators/parameter-store.ts';
import { assertPortsFree, takenPort } from './free-ports.ts';
import { LOCAL_CUSTOMER, LOCAL_SECRETS } from './local-account.ts';
import type { PortName, Ports } from './ports.ts';

export interface PlatformOptions {
  readonly ports: Ports;
  /** The address on which the parts that people look at listen; loopback when it is not given. */
  readonly host?: string;
  /** Folder that keeps the data between runs. Without it the data lives in memory. */
  readonly dataDir?: string;
  /** Root folder of the checkout that the platform belongs to. */
  readonly root: string;
  readonly log: (source: string, line: string) => void;
  /** Called with the name of an emulator that ended by itself, and its last log lines. */
  readonly onCrash: (name: string, lastLines: readonly string[]) => void;
}

export interface Platform {
  readonly endpoints: Endpoints;
  /** Ends everything that the platform started; nothing is left behind. */
  stop(): Promise<void>;
}

/**
 * Boots each emulator and simulator once, and the control server that lets other processes find them.
 *
 * @throws Error naming every port that is taken, or the emulator that does not start.
 */
export async function startPlatform(options: PlatformOptions): Promise<Platform> {
  await assertPortsFree(['control', ...portNames()], options.ports);
  const control = await claimControl(options.ports.control, options.root);
  if (control === undefined) throw new Error(takenPort('control', options.ports));
  return bootPlatform(control, options);
}

/** Boots the platform behind an already claimed control server, which it then owns. */
export async function bootPlatform(control: ControlServer, options: PlatformOptions): Promise<Platform> {
  const running: Emulator[] = [];
  const stop = async (): Promise<void> => {
    await control.stop();
    await Promise.all(running.splice(0).map((emulator) => emulator.stop()));
  };
  try {
    await assertPortsFree(portNames(), options.ports);
    const endpoints = await startAll(options, running);
    control.announce(endpoints);
    return { endpoints, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Ports that the platform needs beside its control port. */
function portNames(): readonly PortName[] {
  const own: readonly PortName[] = ['messaging', 'mailbox', 'parameters', 'payments', 'carrier', 'kuaidi100'];
  return process.env['CARTLESS_DYNAMODB_ENDPOINT'] ? own : ['dynamodb', ...own];
}

async function startAll(options: PlatformOptions, running: Emulator[]): Promise<Endpoints> {
  const { ports, host, dataDir, log, onCrash } = options;
  const at = host === undefined ? {} : { host };
  const folder = (name: string): { dataDir?: string } =>
    dataDir === undefined ? {} : { dataDir: join(dataDir, name) };
  const file = (name: string): { dataFile?: string } =>
    dataDir === undefined ? {} : { dataFile: join(dataDir, `${name}.json`) };
  const common = (
    name: PortName,
  ): { port: number; log: Log; onExit: (lines: readonly string[]) => void } => ({
    port: ports[name],
    log: (line) => log(name, line),
    onExit: (lastLines) => onCrash(name, lastLines),
  });
  const start = {
    dynamodb: startDynamodb({ ...common('dynamodb'), ...folder('dynamodb') }),
    messaging: startMessaging({ ...common('messaging'), ...folder('messaging') }),
    mailbox: startMailbox({ ...common('mailbox'), ...at }),
    parameters: startParameterStore({
      port: ports.parameters,
      log: (line: string) => log('parameters', line),
    }),
    payments: startPaymentSimulator({
      ...at,
      port: ports.payments,
      webhookUrl: `http://localhost:${ports.orders}/payments/webhook`,
      webhookSecret: LOCAL_SECRETS['orders/stripe-webhook-secret'],
      log: (line: string) => log('payments', line),
      ...file('payments'),
    }),
    carrier: startCarrierSimulator({
      ...at,
      port: ports.carrier,
      webhookUrl: `http://localhost:${ports.logistics}/carriers/webhook`,
      webhookSecret: LOCAL_SECRETS['logistics/carrier-webhook-secret'],
      log: (line: string) => log('carrier', line),
      ...file('carrier'),
    }),
    kuaidi100: startKuaidi100Simulator({
      ...at,
      port: ports.kuaidi100,
      account: {
        customer: LOCAL_CUSTOMER,
        key: LOCAL_SECRETS['logistics/kuaidi100-key'],
        secret: LOCAL_SECRETS['logistics/kuaidi100-secret'],
      },
      log: (line: string) => log('kuaidi100', line),
      ...file('kuaidi100'),
    }),
  };
  return collect(start, running);
}

/** Waits for all of them, so that a failure of one leaves the others known and stoppable. */
async function collect(
  start: Readonly<Record<keyof Endpoints, Promise<Emulator>>>,
  running: Emulator[],
): Promise<Endpoints> {
  const names = Object.keys(start) as (keyof Endpoints)[];
  const results = await Promise.allSettled(names.map((name) => start[name]));
  const failures = results.flatMap((result, index) =>
    result.status === 'rejected' ? [`${names[index]}: ${(result.reason as Error).message}`] : [],
  );
  for (const result of results) if (result.status === 'fulfilled') running.push(result.value);
  if (failures.length > 0) throw new Error(failures.join('\n'));
  const urls = results.map((result, index) => [
    names[index],
    (result as PromiseFulfilledResult<Emulator>).value.url,
  ]);
  return Object.fromEntries(urls);
}
