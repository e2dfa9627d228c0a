import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createServer } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { assertPortsFree, isPortFree } from './free-ports.ts';
import { startPlatform } from './platform.ts';
import type { PlatformOptions } from './platform.ts';
import { readPorts } from './ports.ts';
import type { PortName, Ports } from './ports.ts';
import { connectOrStartPlatform } from './shared-platform.ts';
import { sparePort, sparePorts } from './spare-ports.ts';

const PLATFORM_PORTS: readonly PortName[] = [
  'control',
  'dynamodb',
  'messaging',
  'mailbox',
  'parameters',
  'payments',
  'carrier',
  'kuaidi100',
];

async function sparePlatformPorts(): Promise<Ports> {
  const spare = await sparePorts(PLATFORM_PORTS.length);
  return {
    ...readPorts({}),
    ...Object.fromEntries(PLATFORM_PORTS.map((name, index) => [name, spare[index]])),
  };
}

let options: PlatformOptions;
let crashes: [string, readonly string[]][];
let stops: (() => Promise<void>)[];

beforeEach(async () => {
  crashes = [];
  stops = [];
  options = {
    ports: await sparePlatformPorts(),
    root: '/checkout/one',
    log: () => undefined,
    onCrash: (name, lastLines) => crashes.push([name, lastLines]),
  };
});

afterEach(async () => {
  await Promise.all(stops.map((stop) => stop()));
});

const kept = <T extends { stop(): Promise<void> }>(running: T): T => {
  stops.push(() => running.stop());
  return running;
};

describe('the platform', () => {
  test('answers on every endpoint, tells of them at the control port, and leaves nothing behind', async () => {
    const platform = kept(await startPlatform(options));
    const answers = await Promise.all(Object.values(platform.endpoints).map((url) => fetch(url)));
    expect(answers.every(({ status }) => status < 500)).toBe(true);
    const status = await (await fetch(`http://localhost:${options.ports.control}/status`)).json();
    expect(status).toEqual({ checkout: '/checkout/one', pid: process.pid, endpoints: platform.endpoints });

    await platform.stop();
    await assertPortsFree(PLATFORM_PORTS, options.ports);
  });

  test('names every taken port and the variable that moves it, and starts nothing', async () => {
    const { ports } = options;
    const taken = createServer().listen(ports.dynamodb, '127.0.0.1');
    const other = createServer().listen(ports.mailbox, '0.0.0.0');
    stops.push(async () => void (taken.close(), other.close()));
    await expect(startPlatform(options)).rejects.toThrow(
      `${ports.dynamodb} for dynamodb is taken; set CARTLESS_PORT_DYNAMODB or CARTLESS_PORT_BASE\n` +
        `${ports.mailbox} for mailbox is taken; set CARTLESS_PORT_MAILBOX or CARTLESS_PORT_BASE`,
    );
    await expect(isPortFree(ports.messaging)).resolves.toBe(true);
  });
});

describe('services of one checkout', () => {
  test('share one platform when they start at the same moment', async () => {
    const platforms = await Promise.all([1, 2, 3].map(() => connectOrStartPlatform(options)));
    platforms.forEach(kept);
    expect(platforms.filter(({ owned }) => owned)).toHaveLength(1);
    expect(new Set(platforms.map(({ endpoints }) => JSON.stringify(endpoints))).size).toBe(1);
  });

  test('learn that the process which ran the platform is gone, unless they left first', async () => {
    const owner = kept(await connectOrStartPlatform(options));
    const leaver = await connectOrStartPlatform(options);
    kept(await connectOrStartPlatform(options));
    await leaver.stop();
    await owner.stop();
    await sleep(200);
    expect(crashes).toEqual([
      ['platform', [`The process ${process.pid} that ran the emulators has stopped.`]],
    ]);
  });

  test('do not use the platform of another checkout, and say whose it is', async () => {
    kept(await connectOrStartPlatform(options));
    await expect(connectOrStartPlatform({ ...options, root: '/checkout/two' })).rejects.toThrow(
      `${options.ports.control} for control is taken; set CARTLESS_PORT_CONTROL or CARTLESS_PORT_BASE (the shop at /checkout/one uses it)`,
    );
  });

  test('do not mistake another program at the control port for a platform', async () => {
    const stranger = createServer((_, response) => response.end('hello')).listen(
      options.ports.control,
      '127.0.0.1',
    );
    stops.push(async () => void stranger.close());
    await expect(connectOrStartPlatform(options)).rejects.toThrow('for control is taken');
  });

  test('wait for a platform that answers late, as on a busy machine', async () => {
    const endpoints = { dynamodb: 'http://localhost:1' };
    let asked = 0;
    const late = createServer((request, response) => {
      if (request.url === '/alive') response.write('alive');
      else asked += 1;
      // Whoever asks first gets no answer at all.
      if (request.url === '/status' && asked > 1)
        response.end(JSON.stringify({ checkout: options.root, pid: process.pid, endpoints }));
    }).listen(options.ports.control, '127.0.0.1');
    stops.push(async () => {
      late.close();
      late.closeAllConnections();
    });
    const platform = kept(await connectOrStartPlatform(options));
    expect(platform.endpoints).toEqual(endpoints);
    expect(asked).toBe(2);
  });

  test('do not leave the control port claimed when the platform cannot start', async () => {
    const blocked = createServer().listen(options.ports.carrier, '127.0.0.1');
    stops.push(async () => void blocked.close());
    await expect(connectOrStartPlatform(options)).rejects.toThrow('for carrier is taken');
    await expect(isPortFree(options.ports.control)).resolves.toBe(true);
  });
});

test('an external DynamoDB endpoint that does not answer is named', async () => {
  process.env['CARTLESS_DYNAMODB_ENDPOINT'] = `http://localhost:${await sparePort()}`;
  stops.push(async () => void delete process.env['CARTLESS_DYNAMODB_ENDPOINT']);
  await expect(startPlatform(options)).rejects.toThrow('Nothing answers at CARTLESS_DYNAMODB_ENDPOINT');
  await assertPortsFree(PLATFORM_PORTS, options.ports);
});
