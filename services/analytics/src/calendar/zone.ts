import { ZoneNotWholeHours, ZoneUnknown } from './errors.ts';
import { type Hour, hourOf, instantOf } from './hour.ts';

/** A time zone as far as whole hours go. */
export type Zone = Readonly<{
  name: string;
  /** Hours that the zone's clocks are ahead of UTC during an hour. @throws AppError ZONE_NOT_WHOLE_HOURS */
  offset(hour: Hour): number;
}>;

/** @throws AppError ZONE_UNKNOWN when the name is none that the runtime knows */
export function zoneOf(name: string): Zone {
  const format = formatOf(name);
  const known = new Map<Hour, number>();
  const exact = (hour: Hour): number => {
    const before = known.get(hour);
    if (before !== undefined) return before;
    const offset = wholeHours(format, name, hour);
    known.set(hour, offset);
    return offset;
  };
  return {
    name,
    offset(hour) {
      // Asking the runtime is slow; clocks rarely change, so a day with equal ends is asked for only there.
      const midnight = hour - (((hour % 24) + 24) % 24);
      const first = exact(midnight);
      return first === exact(midnight + 24) ? first : exact(hour);
    },
  };
}

function formatOf(name: string): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: name, timeZoneName: 'longOffset' });
  } catch (cause) {
    throw ZoneUnknown({ details: { zone: name }, cause });
  }
}

function wholeHours(format: Intl.DateTimeFormat, zone: string, hour: Hour): number {
  const parts = format.formatToParts(new Date(instantOf(hour)));
  const text = parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const [, sign = '+', hours = '0', minutes = '00'] =
    /^GMT(?:([+-])(\d\d):(\d\d)(?::\d\d)?)?$/.exec(text) ?? [];
  if (minutes !== '00' || /:\d\d:\d\d$/.test(text)) throw ZoneNotWholeHours({ details: { zone } });
  return sign === '-' ? -Number(hours) : Number(hours);
}

/** An instant as the zone's clocks show it, with their distance from UTC: `2026-11-21T16:00:00+08:00`. */
export function inZone(zone: Zone, instant: string | Date): string {
  const date = new Date(instant);
  if (zone.name === 'UTC') return date.toISOString();
  const offset = zone.offset(hourOf(date));
  const shown = new Date(date.getTime() + offset * 3_600_000)
    .toISOString()
    .replace('.000Z', '')
    .replace('Z', '');
  return `${shown}${offset < 0 ? '-' : '+'}${String(Math.abs(offset)).padStart(2, '0')}:00`;
}
