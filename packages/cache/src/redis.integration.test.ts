import { type ChildProcess, spawn } from 'node:child_process';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '@cartless/eventually';
import { knownSecret } from '@cartless/testing';
import { Redis } from 'iovalkey';
import { findRedis, freePort, type RedisServer, startRedis } from '../test/redis-server.ts';
import { containers, countingSource, MINUTE, pause } from '../test/source.ts';
import type { AnswerCache } from './index.ts';

const binary = findRedis();
const suite = binary === undefined ? describe.skip : describe;
if (binary === undefined) {
  process.stderr.write(
    'Redis is not tested: no redis-server or valkey-server in PATH, and REDIS_SERVER names none.\n',
  );
}

let shared = 0;
/** Whether one finds what the other has just loaded. */
async function share(here: AnswerCache, there: AnswerCache, load: () => Promise<{ load: number }>) {
  const key = `up ${(shared += 1)}`;
  const one = await here.get(key, load, MINUTE);
  const other = await there.get(key, load, MINUTE);
  return one.value.load === other.value.load;
}

suite('containers that share a Redis', () => {
  let port: number;
  let redis: RedisServer | undefined;
  let url: string;
  let shop: ReturnType<typeof containers>;
  const start = async (): Promise<void> => {
    redis = await startRedis(binary ?? '', port);
  };
  const stop = async (): Promise<void> => {
    await redis?.stop();
    redis = undefined;
  };
  beforeAll(async () => {
    port = await freePort();
    url = `redis://127.0.0.1:${port}`;
  });
  beforeEach(async () => {
    if (redis === undefined) await start();
    shop = containers({ redis: knownSecret(url), name: crypto.randomUUID() });
  });
  afterEach(() => shop.close());
  const children: ChildProcess[] = [];
  afterEach(() => children.splice(0).forEach((child) => child.kill()));
  afterAll(stop);

  /** Waits for what is written behind the answer. */
  const inRedis = async (name: string): Promise<void> => {
    const client = new Redis(url);
    await eventually(async () => (await client.exists(name)) === 1);
    client.disconnect();
  };

  it('find what another has loaded, with its time, already at their first look', async () => {
    const { load, loads } = countingSource();
    const first = await shop.open({ name: 'told' }).get('a', load, MINUTE);
    await inRedis('told:a');
    expect(await shop.open({ name: 'told' }).get('a', load, MINUTE)).toEqual(first);
    expect(loads()).toBe(1);
  });

  it('keep apart what has another name', async () => {
    const { load } = countingSource();
    await shop.open().get('a', load, MINUTE);
    expect((await shop.open({ name: 'another' }).get('a', load, MINUTE)).value).toEqual({ load: 2 });
  });

  it('give an old answer of another while the source fails', async () => {
    const source = countingSource();
    const ages = { freshMs: 10, keptMs: 60_000 };
    const { asOf } = await shop.open({ name: 'old' }).get('a', source.load, ages);
    source.fail(new Error('out of order'));
    await inRedis('old:a');
    await pause(ages.freshMs);
    expect(await shop.open({ name: 'old' }).get('a', source.load, ages)).toEqual({
      value: { load: 1 },
      asOf,
      stale: true,
    });
  });

  it('do not take for new what one wrote whose clock is ahead, but give it when the source fails', async () => {
    const source = countingSource();
    const ages = { freshMs: 1000, keptMs: 60_000 };
    const ahead = shop.open({ name: 'ahead', clock: () => new Date(Date.now() + 20_000) });
    await ahead.get('a', source.load, ages);
    await inRedis('ahead:a');
    source.fail(new Error('out of order'));
    expect(await shop.open({ name: 'ahead' }).get('a', source.load, ages)).toMatchObject({
      value: { load: 1 },
      stale: true,
    });
    source.fail();
    expect((await shop.open({ name: 'ahead' }).get('a', source.load, ages)).value).toEqual({ load: 3 });
  });

  it('let Redis forget what may not be given any more', async () => {
    const client = new Redis(url);
    const remember = async (name: string, keptMs: number) => {
      await shop.open({ name }).get('a', countingSource().load, { freshMs: 50, keptMs });
    };
    await remember('long', 60_000);
    await inRedis('long:a');
    expect(await client.pttl('long:a')).toBeGreaterThan(0);
    await remember('short', 200);
    await eventually(async () => (await client.exists('short:a')) === 0);
    client.disconnect();
  });

  it.each(['{"value":', 'null', '[1]', '{"value":1,"at":"noon"}'])(
    'load anew what reads %s',
    async (text) => {
      const client = new Redis(url);
      await client.set('spoilt:a', text);
      client.disconnect();
      const { load, loads } = countingSource();
      expect((await shop.open({ name: 'spoilt' }).get('a', load, MINUTE)).value).toEqual({ load: 1 });
      await shop.open({ name: 'spoilt' }).get('a', load, MINUTE);
      expect(loads()).toBe(1);
    },
  );

  it('answer on without a break while it is killed and started again and again', async () => {
    const { load, loads } = countingSource(1);
    const caches = Array.from({ length: 4 }, () => shop.open());
    const over = new AbortController();
    let looks = 0;
    const looking = caches.map(async (cache) => {
      while (!over.signal.aborted) {
        await cache.get(`key ${looks % 50}`, load, { freshMs: 20 });
        looks += 1;
        await pause(2);
      }
    });
    const moreLooks = async (): Promise<void> => {
      const before = looks;
      await eventually(() => looks >= before + 50);
    };
    for (let round = 0; round < 3; round += 1) {
      await moreLooks();
      await stop();
      await moreLooks();
      await start();
    }
    over.abort();
    await Promise.all(looking);
    expect(loads()).toBeGreaterThan(0);
  });

  it('use it again soon after it came back', async () => {
    const { load } = countingSource();
    const [here, there] = [shop.open(), shop.open()];
    await Promise.all([here.get('warm', load, MINUTE), there.get('warm', load, MINUTE)]);
    await stop();
    for (let n = 0; n < 20; n += 1) {
      await Promise.all([here.get(`down ${n}`, load, MINUTE), there.get(`down ${n}`, load, MINUTE)]);
      await pause(20);
    }
    await start();
    await eventually(() => share(here, there, load));
  });

  it('do not wait for one that hangs, and use it again when it answers', async () => {
    const { load } = countingSource(0);
    const [here, there] = [shop.open(), shop.open()];
    await Promise.all([here.get('warm', load, MINUTE), there.get('warm', load, MINUTE)]);
    redis?.freeze();
    for (let n = 0; n < 100; n += 1) await here.get(`hanging ${n}`, load, MINUTE);
    redis?.thaw();
    await eventually(() => share(here, there, load));
  });

  it('end although nobody closed the connection', async () => {
    const program = `
      const { answerCache } = await import(${JSON.stringify(new URL('index.ts', import.meta.url).href)});
      const cache = answerCache({ name: 'ends', most: 1, redis: { values: async () => [${JSON.stringify(url)}], insteadOf: async () => undefined } });
      const { value } = await cache.get('a', async () => 'answer', { freshMs: 60000 });
      process.stdout.write(value);`;
    const child = spawn(process.execPath, ['--input-type=module', '--eval', program]);
    children.push(child);
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
    const code = await new Promise((resolve) => child.once('exit', resolve));
    expect({ code, output }).toEqual({ code: 0, output: 'answer' });
    const client = new Redis(url);
    expect(await client.exists('ends:a')).toBe(1);
    client.disconnect();
  });
});
