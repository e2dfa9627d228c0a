import { describe, expect, it } from '@jest/globals';
import { COUNTERS } from './counter.ts';

describe('the counters', () => {
  it('are stored under a letter each', () => {
    expect(new Set(Object.values(COUNTERS)).size).toBe(Object.keys(COUNTERS).length);
  });
});
