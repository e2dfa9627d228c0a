import { dateOf, dayOfDate, type LocalDay, localDayOf, startOfDay } from '../calendar/calendar.ts';
import { dayOf, firstSlot, monthOf, nextMonth, type Slot, SLOTS_A_DAY } from '../calendar/slot.ts';
import type { Zone } from '../calendar/zone.ts';

/** Periods from first to last, both inclusive: days (`2026-11-21`) or months (`2026-11`) of UTC. */
export type Stretch = Readonly<{ from: string; to: string }>;

/** The days that a range touches. */
export const coverByDays = (from: Slot, to: Slot): Stretch => ({ from: dayOf(from), to: dayOf(to - 1) });

/** The fewest samples that hold a range: whole months where there are any, days at the ends. */
export function cover(from: Slot, to: Slot): Stretch[] {
  const firstMonth = firstSlot(`${monthOf(from)}-01`) === from ? from : nextMonth(monthOf(from));
  const end = firstSlot(`${monthOf(to)}-01`);
  if (firstMonth >= end) return [coverByDays(from, to)];
  return [
    ...(from < firstMonth ? [coverByDays(from, firstMonth)] : []),
    { from: monthOf(firstMonth), to: monthOf(end - 1) },
    ...(end < to ? [coverByDays(end, to)] : []),
  ];
}

/** Every day, month or year of a stretch. */
export function periodsOf({ from, to }: Stretch): string[] {
  const periods: string[] = [];
  for (let period = from; period <= to; period = after(period)) periods.push(period);
  return periods;
}

function after(period: string): string {
  if (period.length === 4) return String(Number(period) + 1);
  return period.length === 7 ? monthOf(nextMonth(period)) : dayOf(firstSlot(period) + SLOTS_A_DAY);
}

/** A part of a range with what it is read from: UTC days by their slots, or a zone's months by days, its years by months. */
export type Piece = Readonly<{ from: Slot; to: Slot }> &
  (Readonly<{ by: 'slot' }> | Readonly<{ by: 'day' | 'month'; zone: Zone }>);

/**
 * Cuts a range into pieces of which each is read from as little as is kept of it, so that what lies between two cuts can be told
 * apart from what lies between the next ones.
 *
 * @param cuts the bounds of the range with those of the buckets in it, ascending
 * @param zones by which sums are kept; that of which the most cuts are midnights is taken
 */
export function piecesOf(cuts: readonly Slot[], zones: readonly Zone[]): Piece[] {
  const ranked = zones.map((zone) => ({ zone, fits: cuts.filter((cut) => isMidnight(zone, cut)).length }));
  const best = ranked.toSorted((a, b) => b.fits - a.fits)[0]?.zone;
  const pieces: Piece[] = [];
  for (const [i, to] of cuts.entries()) {
    const from = cuts[i - 1];
    if (from === undefined || from >= to) continue;
    for (const piece of best === undefined ? [{ from, to, by: 'slot' as const }] : cut(best, from, to)) {
      const last = pieces.at(-1);
      if (last?.by === piece.by && last.to === piece.from)
        pieces[pieces.length - 1] = { ...last, to: piece.to };
      else pieces.push(piece);
    }
  }
  return pieces;
}

const isMidnight = (zone: Zone, slot: Slot): boolean => startOfDay(zone, localDayOf(zone, slot)) === slot;

/** What is left of a bucket beside whole months is read by days, what is left beside whole days by slots. */
function cut(zone: Zone, from: Slot, to: Slot): Piece[] {
  const day = localDayOf(zone, from);
  const first = startOfDay(zone, day) === from ? day : day + 1;
  const end = localDayOf(zone, to);
  if (startOfDay(zone, first) >= startOfDay(zone, end)) return [{ from, to, by: 'slot' }];
  const firstMonth = startOfMonth(first) === first ? first : startOfMonth(first + 31);
  const endMonth = startOfMonth(end);
  const hasMonths = firstMonth < endMonth;
  const [a, b, c, d] = [first, hasMonths ? firstMonth : end, hasMonths ? endMonth : end, end].map((each) =>
    startOfDay(zone, each),
  ) as [Slot, Slot, Slot, Slot];
  const pieces: Piece[] = [
    { from, to: a, by: 'slot' },
    { from: a, to: b, by: 'day', zone },
    { from: b, to: c, by: 'month', zone },
    { from: c, to: d, by: 'day', zone },
    { from: d, to, by: 'slot' },
  ];
  return pieces.filter((piece) => piece.from < piece.to);
}

/** The first day of the month of a day. */
const startOfMonth = (day: LocalDay): LocalDay => dayOfDate(dateOf(day).slice(0, 7));

/** The periods of what a piece is read from: UTC days, or months or years of the zone. */
export function stretchOf(piece: Piece): Stretch {
  return { from: periodIn(piece, piece.from), to: periodIn(piece, piece.to - 1) };
}

/** The period that holds a slot, of what a piece is read from. */
export function periodIn(piece: Piece, slot: Slot): string {
  if (piece.by === 'slot') return dayOf(slot);
  return dateOf(localDayOf(piece.zone, slot)).slice(0, piece.by === 'day' ? 7 : 4);
}
