import { firstSlot, type Slot, SLOTS_AN_HOUR } from '../calendar/slot.ts';
import { readRollUpSort } from '../analytics-table.ts';
import type { Item } from '@cartless/aggregate';

/** Numbers by the letter of their counter and by a place in a row: a slot of a day, a day of a month, a month of a year. */
export type Counts = Map<string, Map<number, number>>;

const TEXT = new TextDecoder();

/** Adds to one number. */
export function count(counts: Counts, letter: string, place: number, amount: number): void {
  const row = counts.get(letter) ?? new Map<number, number>();
  counts.set(letter, row);
  row.set(place, (row.get(place) ?? 0) + amount);
}

/**
 * Packs counts into few bytes: per counter its letter, how many runs there are, and of each run the gap before it, its length and its
 * numbers, all as variable-length integers. What is 0 is left out.
 */
export function packCounts(counts: Counts): Uint8Array {
  const bytes: number[] = [];
  for (const [letter, row] of [...counts].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const runs = runsOf(row);
    if (runs.length === 0) continue;
    const name = Buffer.from(letter);
    bytes.push(name.length, ...name);
    writeNatural(bytes, runs.length);
    let at = 0;
    for (const { from, amounts } of runs) {
      writeNatural(bytes, from - at);
      writeNatural(bytes, amounts.length);
      for (const amount of amounts) writeInteger(bytes, amount);
      at = from + amounts.length;
    }
  }
  return Uint8Array.from(bytes);
}

/**
 * Goes through what {@link packCounts} made.
 *
 * @param taker of a letter; numbers of letters without one are passed over unread
 */
export function eachCount(
  bytes: Uint8Array,
  taker: (letter: string) => ((place: number, amount: number) => void) | undefined,
): void {
  const from: Source = { bytes, at: 0 };
  while (from.at < bytes.length) {
    const size = readNatural(from);
    const letter = TEXT.decode(bytes.subarray(from.at, from.at + size));
    from.at += size;
    const take = taker(letter);
    let place = 0;
    for (let runs = readNatural(from); runs > 0; runs -= 1) {
      place += readNatural(from);
      const end = place + readNatural(from);
      while (place < end) {
        if (take === undefined) {
          // Every integer ends with its first byte under 128.
          place += Number(next(from) < 128);
        } else {
          take(place, readInteger(from));
          place += 1;
        }
      }
    }
  }
}

/**
 * Goes through what a roll-up holds that was written number by number: a block of a day by its slots, or a day by its
 * hours, as the releases before kept it, each hour at its first slot.
 */
export function eachWritten(item: Item, take: (letter: string, slot: Slot, amount: number) => void): void {
  const [day = '', block] = readRollUpSort(item['sk']).period.split('T');
  const first = firstSlot(day) + Number(block ?? 0) * SLOTS_AN_HOUR;
  const step = block === undefined ? SLOTS_AN_HOUR : 1;
  for (const [name, amount] of Object.entries(item)) {
    const place = Number(name.slice(-2));
    if (typeof amount !== 'number' || name.length < 3 || Number.isNaN(place)) continue;
    take(name.slice(0, -2), first + place * step, amount);
  }
}

type Run = { from: number; amounts: number[] };

function runsOf(row: ReadonlyMap<number, number>): Run[] {
  const runs: Run[] = [];
  for (const [place, amount] of [...row].filter(([, size]) => size !== 0).sort(([a], [b]) => a - b)) {
    const last = runs.at(-1);
    if (last !== undefined && last.from + last.amounts.length === place) last.amounts.push(amount);
    else runs.push({ from: place, amounts: [amount] });
  }
  return runs;
}

/** Bits would be lost to the operators for bits, which know 32 of them; money has more. */
function writeNatural(bytes: number[], number: number): void {
  let rest = number;
  for (; rest >= 128; rest = Math.floor(rest / 128)) bytes.push((rest % 128) + 128);
  bytes.push(rest);
}

/** The sign is the second highest bit of the first byte. @throws RangeError when it is no integer that is exact */
function writeInteger(bytes: number[], number: number): void {
  if (!Number.isSafeInteger(number)) throw new RangeError(`${number} is no exact integer`);
  const size = Math.abs(number);
  const rest = Math.floor(size / 64);
  bytes.push((size % 64) + (number < 0 ? 64 : 0) + (rest > 0 ? 128 : 0));
  if (rest > 0) writeNatural(bytes, rest);
}

type Source = { readonly bytes: Uint8Array; at: number };

const next = (from: Source): number => from.bytes[from.at++] ?? 0;

function readNatural(from: Source): number {
  let number = 0;
  let unit = 1;
  for (;;) {
    const byte = next(from);
    number += (byte & 127) * unit;
    if (byte < 128) return number;
    unit *= 128;
  }
}

function readInteger(from: Source): number {
  const first = next(from);
  const size = (first & 63) + (first & 128 ? readNatural(from) * 64 : 0);
  return first & 64 ? -size : size;
}
