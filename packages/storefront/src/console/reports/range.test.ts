import { describe, expect, it } from '@jest/globals';
import { daysAfter, lengthOf, rangeBefore, rangeOf, stepOf } from './range.ts';

const night = new Date('2026-03-01T23:30:00Z');

describe('a range', () => {
  it.each([
    ['today', { from: '2026-03-02', to: '2026-03-02' }],
    ['yesterday', { from: '2026-03-01', to: '2026-03-01' }],
    ['week', { from: '2026-02-24', to: '2026-03-02' }],
    ['thirty', { from: '2026-02-01', to: '2026-03-02' }],
    ['month', { from: '2026-03-01', to: '2026-03-02' }],
    ['year', { from: '2026-01-01', to: '2026-03-02' }],
  ] as const)('of "%s" is that of the zone in which one reads', (preset, range) => {
    expect(rangeOf(preset, night, 'Asia/Shanghai')).toEqual(range);
  });

  it('counts days over the change of the clocks, and over leap days', () => {
    expect(lengthOf({ from: '2024-02-28', to: '2024-03-01' })).toBe(3);
    expect(daysAfter('2026-03-29', 1)).toBe('2026-03-30');
  });

  it('follows the one before without a gap', () => {
    expect(rangeBefore({ from: '2026-03-02', to: '2026-03-08' })).toEqual({
      from: '2026-02-23',
      to: '2026-03-01',
    });
  });

  it.each([
    [{ from: '2026-03-01', to: '2026-03-01' }, 'hour'],
    [{ from: '2026-03-01', to: '2026-03-30' }, 'day'],
    [{ from: '2026-01-01', to: '2026-12-31' }, 'week'],
    [{ from: '2024-01-01', to: '2026-12-31' }, 'month'],
  ] as const)('of %j has a series by %s', (range, step) => {
    expect(stepOf(range)).toBe(step);
  });
});
