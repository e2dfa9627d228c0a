import { describe, expect, it } from '@jest/globals';
import { reportCache } from './report-cache.ts';

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

function counted() {
  let loads = 0;
  return {
    load: async () => {
      loads += 1;
      await pause(10);
      return { loads };
    },
    times: () => loads,
  };
}

describe('the cache of reports', () => {
  it('computes once what many ask at the same moment, and what is asked again soon', async () => {
    const cache = reportCache(undefined);
    const { load, times } = counted();
    await Promise.all(Array.from({ length: 20 }, () => cache.get(['summary', 1], 60, load)));
    await cache.get(['summary', 1], 60, load);
    expect(times()).toBe(1);
  });

  it('tells different questions apart and forgets in time', async () => {
    const cache = reportCache(undefined);
    const { load, times } = counted();
    await cache.get(['summary', 1], 0.05, load);
    await cache.get(['summary', 2], 0.05, load);
    expect(times()).toBe(2);
    await pause(120);
    await cache.get(['summary', 1], 0.05, load);
    expect(times()).toBe(3);
  });

  it('does not remember a failure', async () => {
    const cache = reportCache(undefined);
    await expect(cache.get('q', 60, () => Promise.reject(new Error('no table')))).rejects.toThrow('no table');
    expect(await cache.get('q', 60, () => Promise.resolve('answer'))).toBe('answer');
  });
});
