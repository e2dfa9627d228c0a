import { encode } from 'fast-png';

/** Two numbers side by side; below zero counts as zero. */
export type Pair = Readonly<{ now: number; before: number }>;

/** The picture's size in pixels; shown at half of it, it is sharp on every screen. */
export const CHART = { width: 1120, height: 320 } as const;

const CHANNELS = 3;
/** Above the highest bar, and below the line that bars stand on. */
const MARGIN = { top: 16, bottom: 8 } as const;
/** Of the place of a pair, what its bars take. */
const FILLED = 0.7;

type Colour = readonly [number, number, number];
/** Told apart by how light they are, too. The words beside the picture show them as well. */
export const COLOURS = {
  now: [20, 83, 45],
  before: [187, 200, 192],
  paper: [255, 255, 255],
  line: [120, 120, 120],
  grid: [232, 232, 232],
} as const satisfies Record<string, Colour>;

/**
 * Draws pairs of bars from left to right, what was before beside what is now, all by one scale: the highest fills the picture,
 * and whatever is more than nothing can be seen.
 *
 * @returns a PNG, opaque, without words: what it shows has to be said beside it
 */
export function barChart(pairs: readonly Pair[]): Uint8Array {
  const { width, height } = CHART;
  const data = new Uint8Array(width * height * CHANNELS);
  const fill = (
    [red, green, blue]: Colour,
    left: number,
    top: number,
    right: number,
    bottom: number,
  ): void => {
    for (let y = top; y < bottom; y += 1) {
      for (let x = left; x < right; x += 1) data.set([red, green, blue], (y * width + x) * CHANNELS);
    }
  };
  const floor = height - MARGIN.bottom;
  const room = floor - MARGIN.top;
  const highest = Math.max(0, ...pairs.flatMap(({ now, before }) => [now, before]));
  fill(COLOURS.paper, 0, 0, width, height);
  for (const part of [0.5, 1]) {
    const y = Math.round(floor - room * part);
    fill(COLOURS.grid, 0, y, width, y + 2);
  }
  const place = width / pairs.length;
  const bar = Math.floor((place * FILLED) / 2);
  for (const [at, { now, before }] of pairs.entries()) {
    const left = Math.round(place * at + (place - 2 * bar) / 2);
    const topOf = (value: number) =>
      value <= 0 ? floor : floor - Math.max(2, Math.round((room * value) / highest));
    fill(COLOURS.before, left, topOf(before), left + bar, floor);
    fill(COLOURS.now, left + bar, topOf(now), left + 2 * bar, floor);
  }
  fill(COLOURS.line, 0, floor, width, floor + 2);
  return encode({ width, height, data, channels: CHANNELS, depth: 8 });
}

/** A colour as style sheets write it. */
export const cssOf = ([red, green, blue]: Colour): string => `rgb(${red},${green},${blue})`;
