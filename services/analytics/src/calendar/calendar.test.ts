import { describe, expect, it } from '@jest/globals';
import { bucketsOf, type TimeGroup } from './calendar.ts';
import { instantOf } from './slot.ts';
import { boundsOf, nameOfPeriod, previousPeriod, readPeriod } from './period.ts';
import { zoneOf } from './zone-name.ts';

const NOW = new Date('2026-11-21T20:00:00Z');
const periodOf = (zone: string, from?: string, to?: string) => readPeriod(zoneOf(zone), { from, to }, NOW);
const buckets = (zone: string, from: string, to: string, group: TimeGroup) => {
  const period = periodOf(zone, from, to);
  return bucketsOf(group, period.zone, period.from, period.to);
};
const lengths = (zone: string, from: string, to: string, group: TimeGroup) =>
  buckets(zone, from, to, group).map((each) => [each.key, (each.to - each.from) / 4]);

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

  it('make weeks from Monday, and months, quarters and years of the calendar', () => {
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
    expect(lengths('Asia/Kolkata', '2024-02-01', '2024-12-31', 'quarter')).toEqual([
      ['2024-Q1', 60 * 24],
      ['2024-Q2', 91 * 24],
      ['2024-Q3', 92 * 24],
      ['2024-Q4', 92 * 24],
    ]);
    expect(lengths('Asia/Kolkata', '2024-01-01', '2025-12-31', 'year')).toEqual([
      ['2024', 366 * 24],
      ['2025', 365 * 24],
    ]);
  });

  it.each([
    ['Asia/Kolkata', '2026-06-30T18:30'],
    ['Asia/Kathmandu', '2026-06-30T18:15'],
    ['Asia/Tehran', '2026-06-30T20:30'],
    ['Australia/Eucla', '2026-06-30T15:15'],
    ['Australia/Lord_Howe', '2026-06-30T13:30'],
    ['Pacific/Chatham', '2026-06-30T11:15'],
    ['Pacific/Marquesas', '2026-07-01T09:30'],
    ['America/St_Johns', '2026-07-01T02:30'],
  ])('begin at their own midnight in %s', (zone, instant) => {
    const [day] = buckets(zone, '2026-07-01', '2026-07-01', 'day');
    expect(day && [day.key, instantOf(day.from).slice(0, 16), day.to - day.from]).toEqual([
      '2026-07-01',
      instant,
      96,
    ]);
  });

  it('have half an hour less or more on Lord Howe Island, in the hour in which clocks change', () => {
    expect(lengths('Australia/Lord_Howe', '2026-04-05', '2026-04-05', 'day')).toEqual([['2026-04-05', 24.5]]);
    expect(lengths('Australia/Lord_Howe', '2026-10-04', '2026-10-04', 'hour').slice(1, 4)).toEqual([
      ['2026-10-04T01:00+10:30', 1],
      ['2026-10-04T02:00+11:00', 0.5],
      ['2026-10-04T03:00+11:00', 1],
    ]);
  });

  it('follow one another also where clocks changed a minute after midnight, as in Newfoundland until 2011', () => {
    const autumn = buckets('America/St_Johns', '2006-10-27', '2006-10-31', 'day');
    expect(autumn.map(({ key }) => key)).toEqual([
      '2006-10-27',
      '2006-10-28',
      '2006-10-29',
      '2006-10-30',
      '2006-10-31',
    ]);
    expect(autumn.every(({ from }, i) => i === 0 || from === autumn[i - 1]?.to)).toBe(true);
  });

  it('are left out where a calendar skipped one, as in Samoa', () => {
    expect(lengths('Pacific/Apia', '2011-12-29', '2011-12-31', 'day')).toEqual([
      ['2011-12-29', 24],
      ['2011-12-31', 24],
    ]);
  });

  it('are those of the clocks on every day of a year in which clocks change four times', () => {
    // Egypt put its clocks back for Ramadan in 2014.
    const format = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Africa/Cairo', dateStyle: 'short' });
    for (const { key, from, to } of buckets('Africa/Cairo', '2014-01-01', '2014-12-31', 'day')) {
      expect([from, to - 1].map((slot) => format.format(new Date(instantOf(slot))))).toEqual([key, key]);
    }
  });
});

describe('the name of a zone', () => {
  it.each([
    ['Asia/Shanghai', 'Asia/Shanghai'],
    ['asia/shanghai', 'Asia/Shanghai'],
    ['AMERICA/PORT-AU-PRINCE', 'America/Port-au-Prince'],
    ['america/argentina/buenos_aires', 'America/Argentina/Buenos_Aires'],
    ['Asia/Calcutta', 'Asia/Calcutta'],
    ['Asia/Kolkata', 'Asia/Kolkata'],
    ['asia/kolkata', 'Asia/Kolkata'],
    ['US/Eastern', 'US/Eastern'],
    ['utc', 'UTC'],
    ['Etc/UTC', 'UTC'],
  ])('%s is taken as %s', (given, name) => expect(zoneOf(given).name).toBe(name));

  it.each([
    ['CST', 'Asia/Shanghai, America/Chicago, America/Havana'],
    ['est', 'America/New_York, America/Panama'],
    ['CST6CDT', 'America/Chicago'],
    ['PRC', 'Asia/Shanghai'],
    ['GMT', 'UTC, Europe/London'],
    ['Etc/GMT-8', 'Asia/Shanghai'],
    ['UTC+8', 'Asia/Shanghai'],
    ['+05:45', 'Asia/Kathmandu'],
    ['-05:00', 'America/New_York, America/Chicago'],
    ['Shanghai', 'Asia/Shanghai'],
    ['New York', 'America/New_York'],
    ['Asia/Beijing', 'Asia/Shanghai'],
    ['Mars/Olympus', 'Asia/Shanghai'],
    ['', 'Asia/Shanghai'],
    ['SystemV/EST5', 'Asia/Shanghai'],
  ])('%s is refused, with %s in its place', (given, names) => {
    expect(() => zoneOf(given)).toThrow(`Use ${names}`);
  });
});

describe('a range', () => {
  it('is the last 30 days of the zone when nothing is said', () => {
    const { from, to } = periodOf('Asia/Shanghai');
    expect([instantOf(from), instantOf(to)]).toEqual([
      '2026-10-23T16:00:00.000Z',
      '2026-11-22T16:00:00.000Z',
    ]);
  });

  it('is widened to whole quarters of an hour when instants are given', () => {
    const { from, to } = periodOf('UTC', '2026-11-20T10:20:00+08:00', '2026-11-20T05:00:01Z');
    expect([instantOf(from), instantOf(to)]).toEqual([
      '2026-11-20T02:15:00.000Z',
      '2026-11-20T05:15:00.000Z',
    ]);
  });

  it('is told as the clocks of the zone show it', () => {
    expect(boundsOf(periodOf('asia/kathmandu', '2026-11-01', '2026-11-02'))).toEqual({
      from: '2026-11-01T00:00:00+05:45',
      to: '2026-11-03T00:00:00+05:45',
      zone: 'Asia/Kathmandu',
    });
    expect(boundsOf(periodOf('Europe/Berlin', '2026-10-25', '2026-10-25'))).toMatchObject({
      from: '2026-10-25T00:00:00+02:00',
      to: '2026-10-26T00:00:00+01:00',
    });
    expect(boundsOf(periodOf('UTC', '2026-11-01', '2026-11-01')).from).toBe('2026-11-01T00:00:00.000Z');
  });

  it('names a file by its dates, both inclusive, or by its times', () => {
    expect(nameOfPeriod(periodOf('Asia/Shanghai', '2026-05-01', '2026-05-31'))).toBe(
      '2026-05-01-to-2026-05-31-Asia-Shanghai',
    );
    expect(nameOfPeriod(periodOf('Asia/Kolkata', '2026-05-01T10:00:00+05:30', '2026-05-01'))).toBe(
      '2026-05-01T1000-to-2026-05-02T0000-Asia-Kolkata',
    );
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
