import { instantOf, type Slot, slotOf } from './slot.ts';

/** A time zone as far as quarters of an hour go. */
export type Zone = Readonly<{
  /** The IANA name, spelt right. */
  name: string;
  /** Slots that the zone's clocks are ahead of UTC during a slot. */
  offset(slot: Slot): number;
}>;

/** Clocks of no place changed twice within so many slots (8 days) since 2000; Ramadan takes clocks back for four weeks. */
const STRETCH = 8 * 96;
const MINUTES_A_SLOT = 15;

/** Those that were asked for, by their names. */
export const knownZones = new Map<string, Zone>();

/** @param name as the IANA list spells it, such as settings and stored zones have; what people ask by takes `zoneOf` */
export function zoneNamed(name: string): Zone {
  const zone = knownZones.get(name) ?? makeZone(name);
  knownZones.set(name, zone);
  return zone;
}

function makeZone(name: string): Zone {
  if (name === 'UTC') return { name, offset: () => 0 };
  const format = new Intl.DateTimeFormat('en-US', { timeZone: name, timeZoneName: 'longOffset' });
  const asked = new Map<Slot, number>();
  const exact = (slot: Slot): number => {
    const offset = asked.get(slot) ?? offsetAt(format, slot);
    asked.set(slot, offset);
    return offset;
  };
  return {
    name,
    offset(slot) {
      // Asking the runtime is slow and clocks rarely change: a stretch with equal ends is asked for only there.
      const first = Math.floor(slot / STRETCH) * STRETCH;
      const before = exact(first);
      return before === exact(first + STRETCH) ? before : exact(slot);
    },
  };
}

/** What the clocks show in the end of a slot counts: those of Newfoundland changed a minute after midnight until 2011. */
function offsetAt(format: Intl.DateTimeFormat, slot: Slot): number {
  const parts = format.formatToParts(new Date(Date.parse(instantOf(slot + 1)) - 1));
  const text = parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const [, sign = '+', hours = '0', minutes = '0'] = /^GMT(?:([+-])(\d\d):(\d\d))?/.exec(text) ?? [];
  const slots = Math.round((Number(hours) * 60 + Number(minutes)) / MINUTES_A_SLOT);
  return sign === '-' ? -slots : slots;
}

/** An instant as the zone's clocks show it, with their distance from UTC: `2026-11-21T16:00:00+08:00`. */
export function inZone(zone: Zone, instant: string | Date): string {
  const date = new Date(instant);
  if (zone.name === 'UTC') return date.toISOString();
  const offset = zone.offset(slotOf(date));
  const shown = new Date(date.getTime() + offset * MINUTES_A_SLOT * 60_000).toISOString();
  return shown.replace('.000Z', '').replace('Z', '') + offsetText(offset);
}

/** `+05:45` */
export function offsetText(slots: number): string {
  const minutes = Math.abs(slots) * MINUTES_A_SLOT;
  const two = (number: number) => String(number).padStart(2, '0');
  return `${slots < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
