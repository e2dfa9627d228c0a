import { describe, expect, it } from '@jest/globals';
import { memoryUsers } from '../../test/memory-users.ts';
import { countFailure } from './failure-counter.ts';
import { FORGET_SECONDS } from './login-throttle.ts';

describe('a counter of failures', () => {
  it('counts within its time, begins anew after it, and is kept for as long again', async () => {
    const { memory: items, clock } = memoryUsers();
    const key = { id: 'failures of mei' };
    const start = Math.floor(clock.at / 1000);
    const count = (after: number) => countFailure(items, key, new Date((start + after) * 1000));
    expect(await count(0)).toEqual({ failures: 1, lastAt: start });
    expect(await count(FORGET_SECONDS)).toEqual({ failures: 2, lastAt: start + FORGET_SECONDS });
    const last = start + 2 * FORGET_SECONDS + 1;
    expect(await count(2 * FORGET_SECONDS + 1)).toEqual({ failures: 1, lastAt: last });
    expect(await items.get(key)).toMatchObject({ expiresAt: last + 2 * FORGET_SECONDS });
  });
});
