import { describe, expect, it } from '@jest/globals';
import { decode } from 'fast-png';
import { barChart, CHART, COLOURS, type Pair } from './bar-chart.ts';

/** How high the bar is that stands in a column of the picture, in pixels of its colour. */
function heights(pairs: readonly Pair[]) {
  const { width, height, channels, depth, data } = decode(barChart(pairs));
  expect({ width, height, channels, depth }).toEqual({ ...CHART, channels: 3, depth: 8 });
  const place = width / pairs.length;
  const count = (column: number, colour: readonly number[]) =>
    Array.from({ length: height }, (_, y) => (y * width + Math.round(column)) * channels).filter((at) =>
      colour.every((part, i) => data[at + i] === part),
    ).length;
  return pairs.map((_, at) => ({
    before: count(place * (at + 0.3), COLOURS.before),
    now: count(place * (at + 0.7), COLOURS.now),
  }));
}

const pair = (now: number, before: number): Pair => ({ now, before });
/** From below the margin to the line. */
const FULL = 296;

describe('the picture of a week', () => {
  it('has a bar for every number, as high as it is by the highest', () => {
    expect(heights([pair(100, 50), pair(25, 100), pair(0, 10)])).toEqual([
      { now: FULL, before: FULL / 2 },
      { now: FULL / 4, before: FULL },
      { now: 0, before: 30 },
    ]);
  });

  it('shows what is more than nothing, however little', () => {
    const [, small] = heights([pair(9_007_199_254_740_991, 0), pair(1, 1)]);
    expect(small).toEqual({ now: 2, before: 2 });
  });

  it('is empty when nothing was sold, and has no bar for less than nothing', () => {
    const nothing = { now: 0, before: 0 };
    expect(heights([pair(0, 0), pair(0, 0)])).toEqual([nothing, nothing]);
    expect(heights([pair(-5, -1), pair(-2, -3)])).toEqual([nothing, nothing]);
    expect(heights([pair(-5, 10)])).toEqual([{ now: 0, before: FULL }]);
  });

  it('is small enough for a mail, and the same for the same numbers', () => {
    const week = Array.from({ length: 7 }, (_, at) => pair(at * 1000, at * 700));
    expect(barChart(week)).toEqual(barChart(week));
    expect(barChart(week).byteLength).toBeLessThan(20_000);
  });
});
