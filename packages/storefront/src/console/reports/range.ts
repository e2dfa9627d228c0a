import { dayOf } from '@cartless/api-client';

/** Days as a calendar has them, both included. */
export type Range = Readonly<{ from: string; to: string }>;

const DAY_MS = 86_400_000;
const atNoon = (day: string): number => Date.parse(`${day}T12:00:00Z`);

/** A day so many days later; earlier when it is below zero. */
export const daysAfter = (day: string, days: number): string =>
  new Date(atNoon(day) + days * DAY_MS).toISOString().slice(0, 10);

/** How many days a range has. */
export const lengthOf = ({ from, to }: Range): number => Math.round((atNoon(to) - atNoon(from)) / DAY_MS) + 1;

/** The usual ranges, each by what today is. */
const PRESETS = {
  today: (today: string) => ({ from: today, to: today }),
  yesterday: (today: string) => ({ from: daysAfter(today, -1), to: daysAfter(today, -1) }),
  week: (today: string) => ({ from: daysAfter(today, -6), to: today }),
  thirty: (today: string) => ({ from: daysAfter(today, -29), to: today }),
  month: (today: string) => ({ from: `${today.slice(0, 7)}-01`, to: today }),
  year: (today: string) => ({ from: `${today.slice(0, 4)}-01-01`, to: today }),
} as const satisfies Record<string, (today: string) => Range>;
export type Preset = keyof typeof PRESETS;
export const PRESET_NAMES = Object.keys(PRESETS) as readonly Preset[];

/** What a preset means at a time in a zone. */
export const rangeOf = (preset: Preset, now: Date, zone: string): Range => PRESETS[preset](dayOf(now, zone));

/** The range just before, as long as this one. */
export const rangeBefore = ({ from, to }: Range): Range => ({
  from: daysAfter(from, -lengthOf({ from, to })),
  to: daysAfter(from, -1),
});

/** What a series is best told apart by: so that it has neither three points nor three hundred. */
export function stepOf(range: Range): 'hour' | 'day' | 'week' | 'month' {
  const days = lengthOf(range);
  if (days <= 2) return 'hour';
  if (days <= 62) return 'day';
  return days <= 400 ? 'week' : 'month';
}
