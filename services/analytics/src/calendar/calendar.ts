import { type Hour, instantOf } from './hour.ts';
import type { Zone } from './zone.ts';

export const TIME_GROUPS = ['hour', 'day', 'week', 'month'] as const;
export type TimeGroup = (typeof TIME_GROUPS)[number];

/** Days since 1970-01-01 on a zone's own calendar. */
export type LocalDay = number;

/** The zone's date of an hour. */
export const localDayOf = (zone: Zone, hour: Hour): LocalDay => Math.floor((hour + zone.offset(hour)) / 24);

/** `2026-11-21` */
export const dateOf = (day: LocalDay): string => instantOf(day * 24).slice(0, 10);

/** The first hour of a zone's date. Zones are at most 14 hours ahead of UTC and 12 behind. */
export function startOfDay(zone: Zone, day: LocalDay): Hour {
  let hour = day * 24 - 15;
  while (localDayOf(zone, hour) < day) hour += 1;
  return hour;
}

/** A stretch of time with its name, from (inclusive) to (exclusive). */
export type Bucket = Readonly<{ key: string; from: Hour; to: Hour }>;

/**
 * Cuts a range into hours, days, weeks (from Monday) or months of the zone's calendar. The first and last bucket end
 * where the range does. A day on which clocks change has 23 or 25 hours.
 */
export function bucketsOf(group: TimeGroup, zone: Zone, from: Hour, to: Hour): Bucket[] {
  const buckets: { key: string; from: Hour; to: Hour }[] = [];
  let last = '';
  for (let hour = from; hour < to; hour += 1) {
    const key = group === 'hour' ? hourKey(zone, hour) : dayKey(group, localDayOf(zone, hour));
    const bucket = buckets.at(-1);
    if (bucket !== undefined && key === last) bucket.to = hour + 1;
    else buckets.push({ key, from: hour, to: hour + 1 });
    last = key;
  }
  return buckets;
}

function dayKey(group: Exclude<TimeGroup, 'hour'>, day: LocalDay): string {
  if (group === 'day') return dateOf(day);
  // 1970-01-01 was a Thursday.
  return group === 'week' ? dateOf(day - ((((day + 3) % 7) + 7) % 7)) : dateOf(day).slice(0, 7);
}

/** `2026-11-21T16:00+08:00`: with the offset, because one hour of the clock comes twice in autumn. */
function hourKey(zone: Zone, hour: Hour): string {
  const offset = zone.offset(hour);
  const sign = offset < 0 ? '-' : '+';
  return `${instantOf(hour + offset).slice(0, 16)}${sign}${String(Math.abs(offset)).padStart(2, '0')}:00`;
}
