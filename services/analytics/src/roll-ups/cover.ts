import { dayOf, firstHour, type Hour, monthOf, nextMonth } from '../calendar/hour.ts';

/** Periods from first to last, both inclusive: days (`2026-11-21`) or months (`2026-11`) of UTC. */
export type Stretch = Readonly<{ from: string; to: string }>;

/** The days that a range touches. */
export const coverByDays = (from: Hour, to: Hour): Stretch => ({ from: dayOf(from), to: dayOf(to - 1) });

/** The fewest roll-ups that hold a range: whole months where there are any, days at the ends. */
export function cover(from: Hour, to: Hour): Stretch[] {
  const firstMonth = firstHour(`${monthOf(from)}-01`) === from ? from : nextMonth(monthOf(from));
  const end = firstHour(`${monthOf(to)}-01`);
  if (firstMonth >= end) return [coverByDays(from, to)];
  return [
    ...(from < firstMonth ? [coverByDays(from, firstMonth)] : []),
    { from: monthOf(firstMonth), to: monthOf(end - 1) },
    ...(end < to ? [coverByDays(end, to)] : []),
  ];
}

/** Every day or month of a stretch. */
export function periodsOf({ from, to }: Stretch): string[] {
  const isMonths = from.length === 7;
  const periods: string[] = [];
  for (let period = from; period <= to;) {
    periods.push(period);
    period = isMonths ? monthOf(nextMonth(period)) : dayOf(firstHour(period) + 24);
  }
  return periods;
}
