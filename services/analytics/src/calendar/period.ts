import type { Localized } from '@cartless/domain';
import { dateOf, dayOfDate, localDayOf, startOfDay } from './calendar.ts';
import { RangeInvalid, RangeTooLong } from './errors.ts';
import { instantOf, monthOf, type Slot, SLOTS_A_DAY, SLOTS_AN_HOUR, slotOf } from './slot.ts';
import { inZone, type Zone } from './zone.ts';
import { zoneOf } from './zone-name.ts';

/** A range of whole slots, from (inclusive) to (exclusive), read in a zone. */
export type Period = Readonly<{ from: Slot; to: Slot; zone: Zone }>;

/** Five years. */
const LIMIT_DAYS = 1830;
const DEFAULT_DAYS = 30;
const DATE = /^\d{4}-\d\d-\d\d$/;
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/;

/**
 * Reads a range as people give it. Dates are whole days of the zone, `to` included; instants are widened to whole
 * quarters of an hour. Without `to` it ends with the zone's today, without `from` it is the 30 days up to then.
 *
 * @throws AppError RANGE_INVALID, RANGE_TOO_LONG
 */
export function readPeriod(
  zone: Zone,
  { from, to }: Readonly<{ from?: string | undefined; to?: string | undefined }>,
  now: Date,
  limitDays = LIMIT_DAYS,
): Period {
  const end = to === undefined ? endOf(zone, dateOf(localDayOf(zone, slotOf(now)))) : endOf(zone, to);
  const start =
    from === undefined ? startOfDay(zone, localDayOf(zone, end - 1) - DEFAULT_DAYS + 1) : startOf(zone, from);
  if (start >= end) throw invalid({ en: 'from is not before to.', 'zh-CN': 'from 不早于 to' });
  if (end - start > limitDays * SLOTS_A_DAY + SLOTS_AN_HOUR)
    throw RangeTooLong({ details: { limit: limitDays } });
  return { from: start, to: end, zone };
}

/**
 * The same of a query, in UTC when no zone is named.
 * @throws AppError ZONE_UNKNOWN, RANGE_INVALID, RANGE_TOO_LONG
 */
export const periodOf = (
  {
    from,
    to,
    tz = 'UTC',
  }: Readonly<{ from?: string | undefined; to?: string | undefined; tz?: string | undefined }>,
  now: Date,
): Period => readPeriod(zoneOf(tz), { from, to }, now);

const DEFAULT_MONTHS = 12;

/**
 * The UTC months that a range touches, both inclusive: those up to the present one, and twelve when it has no beginning.
 * @throws AppError RANGE_INVALID, RANGE_TOO_LONG
 */
export function monthsOf(
  { from, to }: Readonly<{ from?: string | undefined; to?: string | undefined }>,
  now: Date,
): Readonly<{ from: string; to: string }> {
  const utc = zoneOf('UTC');
  const end = readPeriod(utc, { to }, now).to;
  const [year = 0, month = 0] = monthOf(end - 1)
    .split('-')
    .map(Number);
  const twelve = new Date(Date.UTC(year, month - DEFAULT_MONTHS, 1)).toISOString();
  const range = readPeriod(utc, { from: from ?? twelve, to }, now);
  return { from: monthOf(range.from), to: monthOf(range.to - 1) };
}

/** The period of the same length that ends where this one begins; whole days stay whole days. */
export function previousPeriod({ from, to, zone }: Period): Period {
  const [first, end] = [localDayOf(zone, from), localDayOf(zone, to)];
  const isWholeDays = startOfDay(zone, first) === from && startOfDay(zone, end) === to;
  return { from: isWholeDays ? startOfDay(zone, first - (end - first)) : from - (to - from), to: from, zone };
}

/** What an answer says of its range: the bounds that it really has, as the asked zone's clocks show them. */
export const boundsOf = ({
  from,
  to,
  zone,
}: Period): Readonly<{ from: string; to: string; zone: string }> => ({
  from: inZone(zone, instantOf(from)),
  to: inZone(zone, instantOf(to)),
  zone: zone.name,
});

/**
 * The range as a part of a file's name: dates, both inclusive, when it is whole days of the zone, else the clock's times.
 * `2026-05-01-to-2026-05-31-Asia-Shanghai`
 */
export function nameOfPeriod({ from, to, zone }: Period): string {
  const [first, end] = [localDayOf(zone, from), localDayOf(zone, to)];
  const isWholeDays = startOfDay(zone, first) === from && startOfDay(zone, end) === to;
  const clock = (slot: Slot): string => inZone(zone, instantOf(slot)).slice(0, 16).replace(':', '');
  const [begin, last] = isWholeDays ? [dateOf(first), dateOf(end - 1)] : [clock(from), clock(to)];
  return `${begin}-to-${last}-${zone.name.replaceAll('/', '-')}`;
}

function startOf(zone: Zone, text: string): Slot {
  if (DATE.test(text)) return startOfDay(zone, dayOfDate(realDate(text)));
  return slotOf(instant(text));
}

function endOf(zone: Zone, text: string): Slot {
  if (DATE.test(text)) return startOfDay(zone, dayOfDate(realDate(text)) + 1);
  const slot = slotOf(instant(text));
  return instantOf(slot) === instant(text).toISOString() ? slot : slot + 1;
}

function realDate(text: string): string {
  const ms = Date.parse(`${text}T00:00:00Z`);
  if (Number.isNaN(ms) || new Date(ms).toISOString().slice(0, 10) !== text)
    throw invalid({ en: `${text} is no date.`, 'zh-CN': `${text} 不是日期` });
  return inReach(text);
}

function instant(text: string): Date {
  // A plus sign that was not encoded arrives as a space.
  const readable = text.replace(' ', '+');
  if (!INSTANT.test(readable) || Number.isNaN(Date.parse(readable))) {
    throw invalid({
      en: `${text} is neither a date nor an instant.`,
      'zh-CN': `${text} 既不是日期也不是时间`,
    });
  }
  return new Date(inReach(readable));
}

function inReach(text: string): string {
  if (text < '2000' || text >= '2200') {
    throw invalid({
      en: `${text} is too far away: years from 2000 to 2199 can be asked for.`,
      'zh-CN': `${text} 太远，只能查询 2000 至 2199 年`,
    });
  }
  return text;
}

const invalid = (reason: Localized) => RangeInvalid({ details: { reason } });
