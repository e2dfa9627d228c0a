import { dayOf, instantOf, type Slot, SLOTS_A_DAY, SLOTS_AN_HOUR } from './slot.ts';
import { offsetText, type Zone } from './zone.ts';

export const TIME_GROUPS = ['hour', 'day', 'week', 'month', 'quarter', 'year'] as const;
export type TimeGroup = (typeof TIME_GROUPS)[number];

/** Days since 1970-01-01 on a zone's own calendar. */
export type LocalDay = number;

/** The zone's date of a slot. */
export const localDayOf = (zone: Zone, slot: Slot): LocalDay =>
  Math.floor((slot + zone.offset(slot)) / SLOTS_A_DAY);

/** `2026-11-21` */
export const dateOf = (day: LocalDay): string => dayOf(day * SLOTS_A_DAY);

/** The day of a date, or the first of a month (`2026-11`) or year (`2026`). */
export const dayOfDate = (date: string): LocalDay =>
  Date.parse(`${date.padEnd(10, '-01')}T00:00:00Z`) / 86_400_000;

/** The first day of its week. 1970-01-01 was a Thursday. */
export const mondayOf = (day: LocalDay): LocalDay => day - ((((day + 3) % 7) + 7) % 7);

/** The first slot of a zone's date; of one that its calendar skipped, that of the next. */
export function startOfDay(zone: Zone, day: LocalDay): Slot {
  const midnight = day * SLOTS_A_DAY;
  let slot = midnight - zone.offset(midnight);
  while (localDayOf(zone, slot - 1) >= day) slot -= 1;
  while (localDayOf(zone, slot) < day) slot += 1;
  return slot;
}

/** A stretch of time with its name, from (inclusive) to (exclusive). */
export type Bucket = Readonly<{ key: string; from: Slot; to: Slot }>;

/**
 * Cuts a range into hours, days, weeks (from Monday), months, quarters or years of the zone's calendar. The first and last
 * bucket end where the range does. A day on which clocks change has 23 or 25 hours, where they change by an hour.
 */
export function bucketsOf(group: TimeGroup, zone: Zone, from: Slot, to: Slot): Bucket[] {
  return group === 'hour' ? hoursOf(zone, from, to) : daysOf(group, zone, from, to);
}

function daysOf(group: Exclude<TimeGroup, 'hour'>, zone: Zone, from: Slot, to: Slot): Bucket[] {
  const buckets: { key: string; from: Slot; to: Slot }[] = [];
  let start = from;
  for (let day = localDayOf(zone, from); start < to; day += 1) {
    const end = Math.min(to, startOfDay(zone, day + 1));
    if (end > start) extend(buckets, dayKey(group, day), start, end);
    start = end;
  }
  return buckets;
}

function hoursOf(zone: Zone, from: Slot, to: Slot): Bucket[] {
  const buckets: { key: string; from: Slot; to: Slot }[] = [];
  for (let slot = from; slot < to; slot += 1) extend(buckets, hourKey(zone, slot), slot, slot + 1);
  return buckets;
}

function extend(buckets: { key: string; from: Slot; to: Slot }[], key: string, from: Slot, to: Slot): void {
  const last = buckets.at(-1);
  if (last?.key === key) last.to = to;
  else buckets.push({ key, from, to });
}

function dayKey(group: Exclude<TimeGroup, 'hour'>, day: LocalDay): string {
  const date = dateOf(day);
  switch (group) {
    case 'day':
      return date;
    case 'week':
      return dateOf(mondayOf(day));
    case 'month':
      return date.slice(0, 7);
    case 'quarter':
      return `${date.slice(0, 4)}-Q${Math.ceil(Number(date.slice(5, 7)) / 3)}`;
    default:
      return date.slice(0, 4);
  }
}

/** `2026-11-21T16:00+08:00`: with the offset, because one hour of the clock comes twice in autumn. */
function hourKey(zone: Zone, slot: Slot): string {
  const offset = zone.offset(slot);
  const local = slot + offset;
  const hour = local - (((local % SLOTS_AN_HOUR) + SLOTS_AN_HOUR) % SLOTS_AN_HOUR);
  return instantOf(hour).slice(0, 16) + offsetText(offset);
}
