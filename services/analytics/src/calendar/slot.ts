const SLOT_MS = 900_000;

/**
 * A quarter of an hour of UTC, counted from 1970: the finest grain of every number. Since 2000 all clocks of the world are
 * whole quarters of an hour away from UTC.
 */
export type Slot = number;

export const SLOTS_AN_HOUR = 4;
export const SLOTS_A_DAY = 24 * SLOTS_AN_HOUR;

/** The slot that an instant lies in. */
export const slotOf = (instant: string | Date): Slot =>
  Math.floor((typeof instant === 'string' ? Date.parse(instant) : instant.getTime()) / SLOT_MS);

/** The first instant of a slot, ISO 8601. */
export const instantOf = (slot: Slot): string => new Date(slot * SLOT_MS).toISOString();

/** Days that were asked for; each is, many times. */
const known = new Map<number, string>();
/** More than a century of them. */
const MOST_KNOWN = 40_000;

/** The UTC day of a slot, `2026-11-21`. */
export function dayOf(slot: Slot): string {
  const day = Math.floor(slot / SLOTS_A_DAY);
  const told = known.get(day);
  if (told !== undefined) return told;
  if (known.size >= MOST_KNOWN) known.clear();
  const text = instantOf(slot).slice(0, 10);
  known.set(day, text);
  return text;
}

/** The UTC month of a slot, `2026-11`. */
export const monthOf = (slot: Slot): string => dayOf(slot).slice(0, 7);

/** Which slot of its UTC day it is, from 0 to 95. */
export const slotInDay = (slot: Slot): number => ((slot % SLOTS_A_DAY) + SLOTS_A_DAY) % SLOTS_A_DAY;

/** The first slot of a UTC day. */
export const firstSlot = (day: string): Slot => slotOf(`${day}T00:00:00Z`);

/** The first slot of the month after the given one. */
export function nextMonth(month: string): Slot {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return slotOf(new Date(Date.UTC(year, number, 1)));
}

/** How many months the second is after the first; below 0 when it is before. */
export function monthsBetween(first: string, second: string): number {
  const [from = 0, to = 0] = [first, second].map(
    (month) => Number(month.slice(0, 4)) * 12 + Number(month.slice(5)),
  );
  return to - from;
}
