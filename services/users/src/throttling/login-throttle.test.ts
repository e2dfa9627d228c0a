import { describe, expect, it } from '@jest/globals';
import { ACCOUNT_LIMITS, ADDRESS_LIMITS, FORGET_SECONDS, secondsToWait } from './login-throttle.ts';

const NOW = 1_800_000_000;
const waitAfter = (failures: number, limits = ACCOUNT_LIMITS, ago = 0) =>
  secondsToWait({ failures, lastAt: NOW - ago }, limits, NOW);

describe('the pause after failed log-ins', () => {
  it('does not come at first, then doubles, and never grows past its limit', () => {
    expect([0, 4, 5, 6, 7, 8].map((n) => waitAfter(n))).toEqual([0, 0, 4, 8, 16, 32]);
    expect(waitAfter(1_000_000)).toBe(60);
    expect(waitAfter(1_000_000, ADDRESS_LIMITS)).toBe(900);
  });

  it('passes', () => {
    expect([waitAfter(8, ACCOUNT_LIMITS, 3), waitAfter(8, ACCOUNT_LIMITS, 32)]).toEqual([29, 0]);
  });

  it('is forgotten after an hour of quiet', () => {
    expect(waitAfter(1000, ADDRESS_LIMITS, FORGET_SECONDS + 1)).toBe(0);
    expect(secondsToWait(undefined, ACCOUNT_LIMITS, NOW)).toBe(0);
  });

  it('allows no more than a hundred guesses an hour at one account', () => {
    const guesses = (3600 - 63) / ACCOUNT_LIMITS.maxDelaySeconds + ACCOUNT_LIMITS.free + 6;
    expect(guesses).toBeLessThan(100);
  });
});
