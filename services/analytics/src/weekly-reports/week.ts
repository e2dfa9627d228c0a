import { dateOf, type LocalDay, localDayOf, mondayOf, startOfDay } from '../calendar/calendar.ts';
import { type Period, readPeriod } from '../calendar/period.ts';
import { SLOTS_AN_HOUR, slotOf } from '../calendar/slot.ts';
import type { Zone } from '../calendar/zone.ts';
import { WeekNotBegun } from './errors.ts';

const DAYS = 7;
/** So long after its end a week is reported, for what was on its way at midnight, and not in the middle of the night. */
const AFTER_HOURS = 6;

/** From Monday to Sunday on the calendar of a zone. */
export type Week = Readonly<{ monday: string; sunday: string; days: readonly string[]; period: Period }>;

/** The latest week that is to be reported by itself. */
export function dueWeek(zone: Zone, now: Date): Week {
  const today = localDayOf(zone, slotOf(now) - AFTER_HOURS * SLOTS_AN_HOUR);
  return weekFrom(zone, mondayOf(today) - DAYS);
}

/**
 * The week that a date is in, today's when none is given.
 * @throws AppError RANGE_INVALID for what is no date, WEEK_NOT_BEGUN
 */
export function weekOf(zone: Zone, date: string | undefined, now: Date): Week {
  const slot = date === undefined ? slotOf(now) : readPeriod(zone, { from: date, to: date }, now).from;
  const week = weekFrom(zone, mondayOf(localDayOf(zone, slot)));
  if (week.period.from > slotOf(now)) throw WeekNotBegun({ details: { monday: week.monday } });
  return week;
}

/** Whether nothing of the week is still to come. */
export const isOver = ({ period }: Week, now: Date): boolean => period.to <= slotOf(now);

function weekFrom(zone: Zone, monday: LocalDay): Week {
  const days = Array.from({ length: DAYS }, (_, at) => dateOf(monday + at));
  const period = { from: startOfDay(zone, monday), to: startOfDay(zone, monday + DAYS), zone };
  return { monday: dateOf(monday), sunday: dateOf(monday + DAYS - 1), days, period };
}
