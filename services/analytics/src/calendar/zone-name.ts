import { ZoneUnknown } from './errors.ts';
import { knownZones, type Zone, zoneNamed } from './zone.ts';

/** What people call these clocks; more than one place is meant by some. */
const ABBREVIATIONS: Readonly<Record<string, readonly string[]>> = {
  ACST: ['Australia/Adelaide', 'Australia/Darwin'],
  ADT: ['America/Halifax'],
  AEDT: ['Australia/Sydney'],
  AEST: ['Australia/Sydney', 'Australia/Brisbane'],
  AST: ['America/Halifax', 'Asia/Riyadh'],
  AWST: ['Australia/Perth'],
  BRT: ['America/Sao_Paulo'],
  BST: ['Europe/London', 'Asia/Dhaka'],
  CAT: ['Africa/Maputo'],
  CDT: ['America/Chicago', 'America/Havana'],
  CEST: ['Europe/Berlin', 'Europe/Paris'],
  CET: ['Europe/Berlin', 'Europe/Paris'],
  CST: ['Asia/Shanghai', 'America/Chicago', 'America/Havana'],
  EAT: ['Africa/Nairobi'],
  EDT: ['America/New_York'],
  EEST: ['Europe/Athens', 'Europe/Kyiv'],
  EET: ['Europe/Athens', 'Europe/Kyiv'],
  EST: ['America/New_York', 'America/Panama'],
  GMT: ['UTC', 'Europe/London'],
  GST: ['Asia/Dubai'],
  HKT: ['Asia/Hong_Kong'],
  HST: ['Pacific/Honolulu'],
  ICT: ['Asia/Bangkok', 'Asia/Ho_Chi_Minh'],
  IST: ['Asia/Kolkata', 'Asia/Jerusalem', 'Europe/Dublin'],
  JST: ['Asia/Tokyo'],
  KST: ['Asia/Seoul'],
  MDT: ['America/Denver'],
  MSK: ['Europe/Moscow'],
  MST: ['America/Denver', 'America/Phoenix'],
  NDT: ['America/St_Johns'],
  NPT: ['Asia/Kathmandu'],
  NST: ['America/St_Johns'],
  NZDT: ['Pacific/Auckland'],
  NZST: ['Pacific/Auckland'],
  PDT: ['America/Los_Angeles'],
  PHT: ['Asia/Manila'],
  PKT: ['Asia/Karachi'],
  PST: ['America/Los_Angeles', 'Asia/Manila'],
  SAST: ['Africa/Johannesburg'],
  SGT: ['Asia/Singapore'],
  WET: ['Europe/Lisbon'],
  WIB: ['Asia/Jakarta'],
  Z: ['UTC'],
  ZULU: ['UTC'],
  BEIJING: ['Asia/Shanghai'],
  'ASIA/BEIJING': ['Asia/Shanghai'],
};

/** Offered to somebody who gives a distance from UTC, when it is that of one of them. */
const OF_OFFSETS = [
  'Asia/Shanghai',
  'Asia/Tokyo',
  'Asia/Kolkata',
  'Asia/Kathmandu',
  'Asia/Bangkok',
  'Asia/Dubai',
  'Europe/London',
  'Europe/Berlin',
  'Europe/Athens',
  'Europe/Moscow',
  'America/New_York',
  'America/Chicago',
  'America/Denver',
  'America/Los_Angeles',
  'America/Sao_Paulo',
  'Australia/Adelaide',
  'Australia/Sydney',
  'Pacific/Auckland',
];
const ANY = ['Asia/Shanghai'];

/** @throws AppError ZONE_UNKNOWN when the name is not that of a place in the IANA list */
export const zoneOf = (text: string): Zone =>
  // Most ask by the exact name, and to look a name up takes longer than most reports.
  knownZones.get(text) ?? zoneNamed(zoneNameOf(text));

/** An area and a place in it, perhaps in a part of it: `America/Argentina/Salta`. Names of Etc name no place. */
const OF_PLACE = /^(?!etc\/|systemv\/)[a-z]+(\/[a-z0-9_+-]+){1,2}$/i;

/**
 * The IANA name that somebody means, spelt right: that of a place, or UTC. Old names (`Asia/Calcutta`) are names. What the
 * runtime takes beside them is refused: abbreviations name several places or none, and `Etc/GMT-8` is east of Greenwich.
 *
 * @throws AppError ZONE_UNKNOWN with names to take instead
 */
function zoneNameOf(text: string): string {
  if (/^(etc\/)?utc$/i.test(text)) return 'UTC';
  const canonical = canonicalOf(text);
  if (canonical === undefined || !OF_PLACE.test(text)) {
    throw ZoneUnknown({ details: { zone: text, names: suggestionsFor(text, canonical).join(', ') } });
  }
  return spelt(text, canonical);
}

function canonicalOf(text: string): string | undefined {
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: text }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
}

/** The runtime minds no case and may answer by an older name of the place; people get the name that they gave. */
function spelt(text: string, canonical: string): string {
  if (text.toLowerCase() === canonical.toLowerCase()) return canonical;
  const isSpelt = text.split('/').every((part) => /^[A-Z]/.test(part));
  return isSpelt
    ? text
    : text
        .toLowerCase()
        .replaceAll(/(^|[/_])([a-z])/g, (_, gap: string, letter: string) => gap + letter.toUpperCase());
}

function suggestionsFor(text: string, canonical: string | undefined): readonly string[] {
  const meant = ABBREVIATIONS[text.toUpperCase()];
  if (meant !== undefined) return meant;
  const minutes = minutesIn(text);
  if (minutes !== undefined) return orAny(OF_OFFSETS.filter((name) => isAtSomeTime(name, minutes)));
  if (canonical !== undefined && OF_PLACE.test(canonical)) return [canonical];
  const place = (text.split('/').at(-1) ?? '').replaceAll(/\s+/g, '_').toLowerCase();
  const sameName = Intl.supportedValuesOf('timeZone').filter((name) =>
    name.toLowerCase().endsWith(`/${place}`),
  );
  return orAny(sameName);
}

const orAny = (names: readonly string[]): readonly string[] => (names.length > 0 ? names : ANY);

/** The minutes ahead of UTC in `+08:00`, `UTC+8`, `GMT+0530` and, with its sign turned, `Etc/GMT-8`. */
function minutesIn(text: string): number | undefined {
  const found = /^(etc\/)?(?:utc|gmt)?\s?([+-])(\d{1,2})(?::?(\d\d))?$/i.exec(text);
  if (found === null) return undefined;
  const [, isEtc, sign, hours, minutes = '0'] = found;
  const size = Number(hours) * 60 + Number(minutes);
  return (sign === '-') === (isEtc === undefined) ? -size : size;
}

function isAtSomeTime(name: string, minutes: number): boolean {
  const format = new Intl.DateTimeFormat('en-US', { timeZone: name, timeZoneName: 'longOffset' });
  const sign = minutes < 0 ? '-' : '+';
  const two = (number: number) => String(number).padStart(2, '0');
  const size = Math.abs(minutes);
  const wanted = size === 0 ? 'GMT' : `GMT${sign}${two(Math.floor(size / 60))}:${two(size % 60)}`;
  return [0, 6].some((month) => format.format(new Date(Date.UTC(2026, month, 15))).endsWith(wanted));
}
