import { describe, expect, it } from '@jest/globals';
import { bucketsOf, type TimeGroup } from './calendar.ts';
import { instantOf } from './hour.ts';
import { previousPeriod, readPeriod } from './period.ts';
import { zoneOf } from './zone.ts';

const NOW = new Date('2026-11-21T20:00:00Z');
const periodOf = (zone: string, from?: string, to?: string) => readPeriod(zoneOf(zone), { from, to }, NOW);
const lengths = (zone: string, from: string, to: string, group: TimeGroup) => {
  const period = periodOf(zone, from, to);
  return bucketsOf(group, period.zone, period.from, period.to).map((each) => [each.key, each.to - each.from]);
};

describe('days of a time zone', () => {
  it('have 23 hours when clocks go forward and 25 when they go back', () => {
    expect(lengths('Europe/Berlin', '2026-03-28', '2026-03-30', 'day')).toEqual([
      ['2026-03-28', 24],
      ['2026-03-29', 23],
      ['2026-03-30', 24],
    ]);
    expect(lengths('America/New_York', '2026-11-01', '2026-11-01', 'day')).toEqual([['2026-11-01', 25]]);
  });

  it('begin after midnight where clocks skip it', () => {
    // Santiago goes forward at midnight: 6 September 2026 begins at one o'clock.
    expect(lengths('America/Santiago', '2026-09-05', '2026-09-07', 'day').map(([, hours]) => hours)).toEqual([
      24, 23, 24,
    ]);
  });

  it('have their hour that comes twice told apart by its offset', () => {
    const keys = lengths('Europe/Berlin', '2026-10-25', '2026-10-25', 'hour').map(([key]) => key);
    expect(keys).toHaveLength(25);
    expect(keys.slice(2, 4)).toEqual(['2026-10-25T02:00+02:00', '2026-10-25T02:00+01:00']);
  });

  it('make weeks from Monday and months of the calendar', () => {
    expect(lengths('Asia/Shanghai', '2026-11-01', '2026-11-16', 'week')).toEqual([
      ['2026-10-26', 24],
      ['2026-11-02', 168],
      ['2026-11-09', 168],
      ['2026-11-16', 24],
    ]);
    expect(lengths('UTC', '2024-02-01', '2024-03-31', 'month')).toEqual([
      ['2024-02', 29 * 24],
      ['2024-03', 31 * 24],
    ]);
  });

  it.each(['Asia/Kolkata', 'Australia/Lord_Howe', 'Asia/Kathmandu'])(
    'are refused for %s, whose hours are not whole',
    (zone) => {
      expect(() => periodOf(zone, '2026-07-01', '2026-07-02')).toThrow('not whole hours');
    },
  );
});

describe('a range', () => {
  it('is the last 30 days of the zone when nothing is said', () => {
    const { from, to } = periodOf('Asia/Shanghai');
    expect([instantOf(from), instantOf(to)]).toEqual([
      '2026-10-23T16:00:00.000Z',
      '2026-11-22T16:00:00.000Z',
    ]);
  });

  it('is widened to whole hours when instants are given', () => {
    const { from, to } = periodOf('UTC', '2026-11-20T10:20:00+08:00', '2026-11-20T05:00:01Z');
    expect([instantOf(from), instantOf(to)]).toEqual([
      '2026-11-20T02:00:00.000Z',
      '2026-11-20T06:00:00.000Z',
    ]);
  });

  it.each([
    ['2026-11-22', '2026-11-21'],
    ['2026-11-20T10:00:00Z', '2026-11-20T10:00:00Z'],
    ['yesterday', '2026-11-21'],
    ['2026-13-01', '2026-11-21'],
    ['0001-01-01', '2026-11-21'],
  ])('from %s to %s is refused', (from, to) => expect(() => periodOf('UTC', from, to)).toThrow());

  it('of whole days is compared with as many whole days before, also when clocks change', () => {
    const { from, to } = previousPeriod(periodOf('Europe/Berlin', '2026-03-29', '2026-03-30'));
    expect([instantOf(from), instantOf(to)]).toEqual([
      '2026-03-26T23:00:00.000Z',
      '2026-03-28T23:00:00.000Z',
    ]);
  });
});
