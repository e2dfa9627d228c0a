import { createServer, type AddressInfo, type Socket } from 'node:net';
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { eventually } from '@cartless/eventually';
import { knownSecret } from '@cartless/testing';
import { containers, countingSource, MINUTE } from '../test/source.ts';
import type { Ages } from './answer-cache.ts';

const AGES: Ages = { freshMs: 1000, staleMs: 5000, keptMs: 60_000 };

describe('answers of a source', () => {
  let now = Date.parse('2026-11-21T12:00:00Z');
  const pass = (ms: number): void => {
    now += ms;
  };
  const { open, close } = containers({ clock: () => new Date(now) });
  afterEach(close);

  it('are loaded once for a hundred who ask at once, and not again while they are fresh', async () => {
    const { load, loads } = countingSource();
    const cache = open();
    const answers = await Promise.all(Array.from({ length: 100 }, () => cache.get('a', load, AGES)));
    expect(new Set(answers.map(({ value }) => value.load))).toEqual(new Set([1]));
    pass(999);
    expect(await cache.get('a', load, AGES)).toEqual({
      value: { load: 1 },
      asOf: new Date(now - 999),
      stale: false,
    });
    expect(loads()).toBe(1);
  });

  it('are told apart by key, and by container', async () => {
    const { load } = countingSource();
    const [one, other] = [open(), open()];
    const values = [
      await one.get('a', load, AGES),
      await one.get('b', load, AGES),
      await other.get('a', load, AGES),
    ];
    expect(values.map(({ value }) => value.load)).toEqual([1, 2, 3]);
  });

  it('are given at once when they are a little old, and renewed meanwhile by one load', async () => {
    const { load, loads } = countingSource(20);
    const cache = open();
    await cache.get('a', load, AGES);
    pass(1000);
    const looks = await Promise.all(Array.from({ length: 10 }, () => cache.get('a', load, AGES)));
    expect(looks.every(({ value, stale }) => value.load === 1 && !stale)).toBe(true);
    await eventually(
      () => cache.get('a', load, AGES),
      ({ value }) => value.load > 1,
    );
    expect(loads()).toBe(2);
  });

  it('are waited for when the old one is too old', async () => {
    const { load } = countingSource();
    const cache = open();
    await cache.get('a', load, AGES);
    pass(5000);
    expect((await cache.get('a', load, AGES)).value).toEqual({ load: 2 });
  });

  it('are old ones with their time while the source fails, up to their age, and then its failure', async () => {
    const source = countingSource();
    const cache = open();
    const { asOf } = await cache.get('a', source.load, AGES);
    source.fail(new Error('out of order'));
    pass(5000);
    expect(await cache.get('a', source.load, AGES)).toEqual({ value: { load: 1 }, asOf, stale: true });
    pass(55_000);
    await expect(cache.get('a', source.load, AGES)).rejects.toThrow('out of order');
    source.fail();
    expect(await cache.get('a', source.load, AGES)).toMatchObject({ value: { load: 4 }, stale: false });
  });

  it('are not failures: those are told to all who wait and not remembered', async () => {
    const source = countingSource();
    const cache = open();
    source.fail(new Error('no table'));
    const outcomes = await Promise.allSettled([
      cache.get('a', source.load, AGES),
      cache.get('a', source.load, AGES),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(source.loads()).toBe(1);
    source.fail();
    expect((await cache.get('a', source.load, AGES)).value).toEqual({ load: 2 });
  });

  it('live as long as their value says, or not at all', async () => {
    const cache = open();
    let value: string | undefined;
    const look = async () =>
      (
        await cache.get(
          'a',
          () => Promise.resolve(value),
          (found) => (found === undefined ? undefined : { freshMs: found.length * 1000 }),
        )
      ).value;
    expect(await look()).toBeUndefined();
    value = 'ab';
    expect(await look()).toBe('ab');
    value = 'abcd';
    pass(1999);
    expect(await look()).toBe('ab');
    pass(1);
    expect(await look()).toBe('abcd');
    value = 'changed';
    pass(3999);
    expect(await look()).toBe('abcd');
  });

  it('are as old as the question: their source may have changed while it answered', async () => {
    const cache = open();
    const askedAt = now;
    const load = async (): Promise<string> => {
      pass(600);
      return 'slow';
    };
    expect((await cache.get('a', load, AGES)).asOf).toEqual(new Date(askedAt));
    pass(400);
    expect((await cache.get('a', () => Promise.resolve('new'), { freshMs: 1000 })).value).toBe('slow');
    await eventually(async () => (await cache.get('a', load, AGES)).value === 'new');
  });

  it('cannot be changed by who got them', async () => {
    const { load } = countingSource();
    const cache = open();
    await cache.get('a', load, AGES);
    (await cache.get('a', load, AGES)).value.load = 99;
    expect((await cache.get('a', load, AGES)).value).toEqual({ load: 1 });
  });

  it('are forgotten, the longest unused first, when there are too many', async () => {
    const { load, loads } = countingSource(0);
    const cache = open({ most: 3 });
    for (const key of ['a', 'b', 'c', 'd']) await cache.get(key, load, AGES);
    await cache.get('d', load, AGES);
    expect(loads()).toBe(4);
    await cache.get('a', load, AGES);
    expect(loads()).toBe(5);
  });
});

describe('a Redis that is not there', () => {
  it.each([
    ['refuses connections', 'redis://127.0.0.1:1'],
    ['has no address', 'redis://nobody.invalid'],
    ['is no address at all', 'what is this?'],
  ])('and %s costs nothing but its memory', async (_what, address) => {
    const { open, close } = containers({ redis: knownSecret(address) });
    const { load, loads } = countingSource(0);
    const cache = open();
    expect((await cache.get('a', load, MINUTE)).value).toEqual({ load: 1 });
    for (let n = 0; n < 20; n += 1) await cache.get(`other ${n}`, load, MINUTE);
    await cache.get('a', load, MINUTE);
    expect(loads()).toBe(21);
    await close();
  });

  it('but hangs holds up one look-up for a moment, and then now and then none', async () => {
    const sockets: Socket[] = [];
    const silent = createServer((socket) => void sockets.push(socket.on('error', () => undefined)));
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const { port } = silent.address() as AddressInfo;
    const { open, close } = containers({ redis: knownSecret(`redis://127.0.0.1:${port}`) });
    const { load, loads } = countingSource(0);
    const cache = open();
    let now = Date.now();
    const clock = jest.spyOn(Date, 'now').mockImplementation(() => now);
    const lookUp = async (what: string): Promise<void> => {
      for (let n = 0; n < 50; n += 1) await cache.get(`${what} ${n}`, load, MINUTE);
    };
    await lookUp('first');
    expect(sockets).toHaveLength(1);
    // Its rest is over: it is tried once more.
    now += 250;
    await lookUp('next');
    await eventually(() => sockets.length === 2);
    expect(loads()).toBe(100);
    clock.mockRestore();
    await close();
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => silent.close(resolve));
  });
});
