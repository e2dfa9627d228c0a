/** Between when a thing that others tell us of can have happened, in milliseconds since 1970. */
export type WithinReason = Readonly<{
  /** When we got to know of it, by our own clock. It had happened by then. */
  receivedAt: number;
  /** When that began which it is about, by our own clock. Not given: nothing is known of that. */
  notBefore?: number | undefined;
}>;

/**
 * When we take a thing to have happened of which somebody outside told us: a carrier, a payment provider, another service.
 * Clocks of others are wrong by hours or by years, so their word holds only within reason: never later than we got to know of
 * it, never before that began which it is about. Where our own clocks contradict each other the receipt decides. What cannot
 * be read as a time happened when we got to know of it. The same word within the same bounds leads to the same time, and
 * of two words the earlier one never to a later time.
 *
 * @param said milliseconds since 1970 as they were told, `NaN` when they cannot be read
 * @returns milliseconds since 1970
 */
export function believedTime(said: number, { receivedAt, notBefore = -Infinity }: WithinReason): number {
  if (Number.isNaN(said)) return receivedAt;
  return Math.min(receivedAt, Math.max(said, notBefore));
}

/** A word that was told and what we take for true, both as text. */
type Instants = Readonly<{ receivedAt: string; notBefore?: string | undefined }>;

/**
 * The same for instants as text.
 *
 * @param said as it was told, see {@link readInstant}
 * @param within ISO 8601 of our own
 * @returns ISO 8601 UTC
 */
export function believedInstant(said: string, { receivedAt, notBefore }: Instants): string {
  const within = {
    receivedAt: Date.parse(receivedAt),
    ...(notBefore !== undefined && { notBefore: Date.parse(notBefore) }),
  };
  return new Date(believedTime(readInstant(said), within)).toISOString();
}

const DAY = String.raw`\d{4}-\d{2}-\d{2}`;
const CLOCK = String.raw`\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?`;
const ZONE = String.raw`Z|[+-]\d{2}(?::?\d{2})?`;
const INSTANT = new RegExp(`^(${DAY})(?:[T ](${CLOCK}))?\\s?(${ZONE})?$`, 'i');

/**
 * Reads an instant that somebody outside wrote: a day, or a day and a time of day, of ISO 8601. The zone of this machine
 * plays no part in it.
 *
 * @param zoneless the offset of texts that name none, as `+08:00`; UTC when not given
 * @returns milliseconds since 1970, `NaN` for what is no such text or no day of the calendar
 */
export function readInstant(text: string, zoneless = 'Z'): number {
  const [, day, clock = '00:00', zone = zoneless] = INSTANT.exec(text.trim()) ?? [];
  if (day === undefined || !isDay(day)) return Number.NaN;
  return Date.parse(`${day}T${clock}${offsetOf(zone)}`);
}

/** Whether the calendar has the day: the engine takes the 31st of February for the third of March. */
function isDay(day: string): boolean {
  const at = Date.parse(`${day}T00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(day);
}

/** `+0800` and `+08` as the engine reads them. */
function offsetOf(zone: string): string {
  const [, hours, minutes = '00'] = /^([+-]\d{2}):?(\d{2})?$/.exec(zone) ?? [];
  return hours === undefined ? 'Z' : `${hours}:${minutes}`;
}
