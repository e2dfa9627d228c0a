import { describe, expect, it } from '@jest/globals';
import { CALL, retrying } from './retrying.ts';

/** Tries that end as they are told, one after the other, and how many there were. */
function triesThat(...ends: readonly unknown[]) {
  const seen = { count: 0 };
  const attempt = () => {
    const end = ends[seen.count];
    seen.count += 1;
    return end instanceof Error ? Promise.reject(end) : Promise.resolve(end as string | undefined);
  };
  return { seen, attempt };
}
const away = new Error('away');
const wrong = new Error('wrong');
const fast = { pauseMs: 0, mayPass: (error: unknown) => error === away };

describe('what is tried again', () => {
  it('is what met others, until it does not', async () => {
    const { seen, attempt } = triesThat(undefined, undefined, 'done');
    expect(await retrying(attempt, { pauseMs: 0 })).toBe('done');
    expect(seen.count).toBe(3);
  });

  it('is given up after so many times', async () => {
    const { seen, attempt } = triesThat();
    await expect(retrying(attempt, { attempts: 4, pauseMs: 0 })).rejects.toMatchObject({ code: 'BUSY' });
    expect(seen.count).toBe(4);
  });

  it('is what failed in a way that may pass, and no other failure', async () => {
    const { seen, attempt } = triesThat(away, undefined, away, 'done');
    expect(await retrying(attempt, fast)).toBe('done');
    expect(seen.count).toBe(4);
    const other = triesThat(away, wrong, 'done');
    await expect(retrying(other.attempt, fast)).rejects.toBe(wrong);
    await expect(retrying(triesThat(away).attempt)).rejects.toBe(away);
  });

  it('fails as its last try did', async () => {
    const { seen, attempt } = triesThat(away, away, away, 'too late');
    await expect(retrying(attempt, { ...CALL, ...fast })).rejects.toBe(away);
    expect(seen.count).toBe(3);
  });
});
