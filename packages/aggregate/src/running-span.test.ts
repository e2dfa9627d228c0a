import { describe, expect, it } from '@jest/globals';
import { runningSpan } from './running-span.ts';

describe('the span of time that is running', () => {
  it.each([
    ['2026-11-21T08:00:00.000Z', 3600],
    ['2026-11-21T08:00:00.999Z', 3600],
    ['2026-11-21T08:59:59.999Z', 1],
  ])('at %s has %d seconds left', (at, secondsLeft) => {
    const end = Date.parse('2026-11-21T09:00:00Z') / 1000;
    expect(runningSpan(3600, new Date(at))).toEqual({
      number: end / 3600 - 1,
      secondsLeft,
      expiresAt: end + 3600,
    });
  });
});
