/**
 * Writes a time of the shop for a person: `formatTime('2026-11-21T08:00:00.000Z', 'en')`, day and minute in the zone of
 * whoever reads it, or as the options say.
 *
 * @throws RangeError when it is no time
 */
export const formatTime = (
  time: string,
  locale: string,
  options: Intl.DateTimeFormatOptions = { dateStyle: 'medium', timeStyle: 'short' },
): string => new Intl.DateTimeFormat(locale, options).format(new Date(time));

/**
 * The day on which a time falls in a zone, as reports want it: `dayOf('2026-11-21T23:30:00Z', 'Asia/Shanghai')` is
 * `2026-11-22`.
 *
 * @throws RangeError when it is no time, or no zone
 */
export function dayOf(time: string | Date, timeZone?: string): string {
  const format = new Intl.DateTimeFormat('en', {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    timeZone,
    calendar: 'gregory',
    numberingSystem: 'latn',
  });
  const parts = new Map(format.formatToParts(new Date(time)).map(({ type, value }) => [type, value]));
  return `${parts.get('year')}-${parts.get('month')}-${parts.get('day')}`;
}
