import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { type Counts, count, eachCount, eachWritten, packCounts } from './counts.ts';

const entry = fc.record({
  letter: fc.constantFrom('o', 'r', 'U', 'é'),
  place: fc.nat({ max: 95 }),
  amount: fc.oneof(
    fc.integer({ min: -500, max: 500 }),
    fc.maxSafeInteger().map((size) => Math.trunc(size / 64)),
  ),
});

const countsOf = (
  entries: readonly Readonly<{ letter: string; place: number; amount: number }>[],
): Counts => {
  const counts: Counts = new Map();
  for (const { letter, place, amount } of entries) count(counts, letter, place, amount);
  return counts;
};
const listed = (counts: Counts) =>
  [...counts]
    .flatMap(([letter, row]) => [...row].map(([place, amount]) => `${letter}${place}=${amount}`))
    .filter((text) => !text.endsWith('=0'))
    .sort();

describe('counts', () => {
  it('come out as they were packed, all but what is 0', () => {
    fc.assert(
      fc.property(fc.array(entry), (entries) => {
        const counts = countsOf(entries);
        const found: Counts = new Map();
        eachCount(packCounts(counts), (letter) => (place, amount) => count(found, letter, place, amount));
        expect(listed(found)).toEqual(listed(counts));
      }),
    );
  });

  it('are passed over where nobody wants their letter', () => {
    fc.assert(
      fc.property(fc.array(entry), (entries) => {
        const counts = countsOf(entries);
        const found: Counts = new Map();
        eachCount(packCounts(counts), (letter) =>
          letter === 'U' ? (place, amount) => count(found, letter, place, amount) : undefined,
        );
        counts.delete('o');
        counts.delete('r');
        counts.delete('é');
        expect(listed(found)).toEqual(listed(counts));
      }),
    );
  });

  it('take a byte or two each where there is one in every place, and little where there are few', () => {
    const day = Array.from({ length: 96 }, (_, place) => place);
    const dense = countsOf(day.map((place) => ({ letter: 'o', place, amount: 28 })));
    expect(packCounts(dense)).toHaveLength(2 + 1 + 2 + 96);
    expect(packCounts(countsOf([{ letter: 'r', place: 3, amount: 12_900 }]))).toHaveLength(2 + 1 + 2 + 3);
    expect(packCounts(new Map())).toHaveLength(0);
  });

  it('are refused where they are not exact any more', () => {
    expect(() => packCounts(countsOf([{ letter: 'r', place: 0, amount: 2 ** 53 }]))).toThrow(
      'no exact integer',
    );
  });

  it('are read from blocks of six hours by the slot, and from days of the releases before by the hour', () => {
    const found: string[] = [];
    const note = (letter: string, slot: number, amount: number) =>
      found.push(`${letter} ${new Date(slot * 900_000).toISOString().slice(0, 16)} ${amount}`);
    eachWritten({ pk: 'p', sk: 'D#2026-11-21T#a#b#06', r07: 5, version: 2, birth: 'x', title: 'T' }, note);
    eachWritten({ pk: 'p', sk: 'D#2026-11-21#a', o23: 1, '@0': 'x', version: 2 }, note);
    expect(found).toEqual(['r 2026-11-21T07:45 5', 'o 2026-11-21T23:00 1']);
  });
});
