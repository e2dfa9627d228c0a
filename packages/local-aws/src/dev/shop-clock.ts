import { readFileSync } from 'node:fs';

/**
 * The clock of a local shop that somebody moves: with `CARTLESS_CLOCK=<file>` every process of the shop is as many milliseconds
 * ahead of the machine as the file says, from a moment after it was written. So weeks pass in a test. Imported for its effect, before
 * anything asks for the time.
 */
const file = process.env['CARTLESS_CLOCK'];

/** So long an offset is believed before the file is read again, in real milliseconds. */
const FRESH_MS = 10;

if (file !== undefined && file !== '') {
  const RealDate = Date;
  let offset = 0;
  let readAt = -Infinity;
  const now = (): number => {
    const at = performance.now();
    if (at - readAt > FRESH_MS) {
      readAt = at;
      offset = Number(readFileSync(file, 'utf8')) || 0;
    }
    return RealDate.now() + offset;
  };
  globalThis.Date = class ShopDate extends RealDate {
    constructor(...given: unknown[]) {
      if (given.length === 0) super(now());
      else super(...(given as [number]));
    }
    static override now(): number {
      return now();
    }
  } as DateConstructor;
}
