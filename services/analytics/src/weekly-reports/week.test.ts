import { describe, expect, it } from '@jest/globals';
import { instantOf } from '../calendar/slot.ts';
import { previousPeriod } from '../calendar/period.ts';
import { zoneOf } from '../calendar/zone-name.ts';
import { dueWeek, isOver, weekOf } from './week.ts';

const shanghai = zoneOf('Asia/Shanghai');
const berlin = zoneOf('Europe/Berlin');
const NOW = new Date('2026-11-29T12:00:00Z');
const HOUR = 4;

describe('the week that is due', () => {
  it.each([
    ['while a week goes on, the one before it', '2026-11-29T15:59:00Z', '2026-11-16'],
    ['not yet in the night after it', '2026-11-29T21:59:00Z', '2026-11-16'],
    ['from six in the morning of Monday on', '2026-11-29T22:00:00Z', '2026-11-23'],
    ['on the day before the next is due, when nobody looked sooner', '2026-12-06T21:59:00Z', '2026-11-23'],
  ])('is %s', (_, now, monday) => {
    expect(dueWeek(shanghai, new Date(now))).toMatchObject({ monday });
  });

  it.each([
    ['2027-01-05T12:00:00Z', '2026-12-28', '2027-01-03'],
    ['2024-03-05T12:00:00Z', '2024-02-26', '2024-03-03'],
  ])('goes over the ends of months and years (%s)', (now, monday, sunday) => {
    expect(dueWeek(shanghai, new Date(now))).toMatchObject({ monday, sunday });
  });
});

describe('a week', () => {
  it('is from Monday to Sunday on the clocks of the zone', () => {
    const { period, days } = weekOf(shanghai, '2026-11-19', NOW);
    expect(instantOf(period.from)).toBe('2026-11-15T16:00:00.000Z');
    expect(instantOf(period.to)).toBe('2026-11-22T16:00:00.000Z');
    expect(days).toEqual(['16', '17', '18', '19', '20', '21', '22'].map((day) => `2026-11-${day}`));
  });

  it.each([
    ['loses an hour in spring', '2026-03-25', -1, 0],
    ['gains one in autumn', '2026-10-20', 1, 0],
    ['follows one that gained it', '2026-10-27', 0, 1],
  ])(
    '%s, and so does the week that it is compared with when clocks changed there',
    (_, date, more, moreBefore) => {
      const { period } = weekOf(berlin, date, NOW);
      const before = previousPeriod(period);
      expect(period.to - period.from).toBe((168 + more) * HOUR);
      expect(before.to - before.from).toBe((168 + moreBefore) * HOUR);
      expect(before.to).toBe(period.from);
    },
  );

  it('may be one that goes on, and not one that has not begun', () => {
    const running = weekOf(shanghai, '2026-11-29', NOW);
    expect([running.monday, isOver(running, NOW)]).toEqual(['2026-11-23', false]);
    expect(isOver(running, new Date('2026-11-29T16:00:00Z'))).toBe(true);
    expect(() => weekOf(shanghai, '2026-11-30', NOW)).toThrow('The week from 2026-11-30 has not begun');
    expect(() => weekOf(shanghai, '2026-11-31', NOW)).toThrow('2026-11-31 is no date');
  });
});
