import { describe, expect, it } from '@jest/globals';
import { reportCache } from './report-cache.ts';

describe('the cache of reports', () => {
  it('computes each question once, however it was built, and no other one', async () => {
    const cache = reportCache('a-table', undefined);
    let loads = 0;
    const ask = (metrics: readonly string[], to: string | undefined) =>
      cache.get(['summary', { metrics, groupBy: undefined }, [to]], 60, async () => (loads += 1));
    expect(await Promise.all([ask(['orders'], 'now'), ask(['orders'], 'now')])).toEqual([1, 1]);
    expect(await ask(['orders'], 'now')).toBe(1);
    expect(await ask(['orders'], 'later')).toBe(2);
    expect(await ask(['units'], 'now')).toBe(3);
  });

  it('computes again what may be remembered for no time', async () => {
    const cache = reportCache('a-table', undefined);
    let loads = 0;
    const ask = () => cache.get('q', 0, async () => (loads += 1));
    expect([await ask(), await ask()]).toEqual([1, 2]);
  });
});
