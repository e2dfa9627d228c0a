const HOUR_MS = 3_600_000;

/** A whole hour of UTC, counted from 1970: the finest grain of every number. */
export type Hour = number;

/** The hour that an instant lies in. */
export const hourOf = (instant: string | Date): Hour => Math.floor(new Date(instant).getTime() / HOUR_MS);

/** The first instant of an hour, ISO 8601. */
export const instantOf = (hour: Hour): string => new Date(hour * HOUR_MS).toISOString();

/** The UTC day of an hour, `2026-11-21`. */
export const dayOf = (hour: Hour): string => instantOf(hour).slice(0, 10);

/** The UTC month of an hour, `2026-11`. */
export const monthOf = (hour: Hour): string => instantOf(hour).slice(0, 7);

/** The first hour of a UTC day. */
export const firstHour = (day: string): Hour => hourOf(`${day}T00:00:00Z`);

/** The first hour of the month after the given one. */
export function nextMonth(month: string): Hour {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return hourOf(new Date(Date.UTC(year, number, 1)));
}

/** How many months the second is after the first; below 0 when it is before. */
export function monthsBetween(first: string, second: string): number {
  const [from = 0, to = 0] = [first, second].map(
    (month) => Number(month.slice(0, 4)) * 12 + Number(month.slice(5)),
  );
  return to - from;
}
