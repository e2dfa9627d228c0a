import { spawnSync } from 'node:child_process';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { believedInstant, believedTime, readInstant } from './believed-time.ts';

const RECEIVED = '2026-11-29T12:00:00.000Z';
const BEGAN = '2026-11-27T08:00:00.000Z';
const within = { receivedAt: RECEIVED, notBefore: BEGAN };
const believed = (said: string): string => believedInstant(said, within);

/** Times from the year 1 to the year 9999, and what is none. */
const moment = fc.integer({ min: -62_135_596_800_000, max: 253_402_300_799_999 });
const anything = fc.oneof(moment, fc.constantFrom(Number.NaN, Infinity, -Infinity));
const bounds = fc
  .tuple(moment, fc.nat(400 * 86_400_000))
  .map(([notBefore, later]) => ({ notBefore, receivedAt: notBefore + later }));

describe('what others say about when something happened', () => {
  it('is believed where it can be true', () => {
    expect(believed('2026-11-28T09:30:00Z')).toBe('2026-11-28T09:30:00.000Z');
    expect(believed(BEGAN)).toBe(BEGAN);
    expect(believed(RECEIVED)).toBe(RECEIVED);
  });

  it.each([
    ['400 days ahead', '2028-01-03T12:00:00Z', RECEIVED],
    ['an hour ahead', '2026-11-29T13:00:00Z', RECEIVED],
    ['in the last year there is', '9999-12-31T23:59:59Z', RECEIVED],
    ['hours before it began', '2026-11-27T05:00:00Z', BEGAN],
    ['in the first year there is', '0001-01-01T00:00:00Z', BEGAN],
    ['at the beginning of the epoch', '1970-01-01T00:00:00Z', BEGAN],
    ['at no time', 'Invalid date', RECEIVED],
    ['nothing', '', RECEIVED],
    ['NaN', 'NaN', RECEIVED],
  ])('and lies %s is not', (_what, said, taken) => {
    expect(believed(said)).toBe(taken);
  });

  it('is never believed to be later than its receipt, nor earlier than it can be', () => {
    fc.assert(
      fc.property(anything, bounds, (said, { receivedAt, notBefore }) => {
        const taken = believedTime(said, { receivedAt, notBefore });
        expect(taken).toBeLessThanOrEqual(receivedAt);
        expect(taken).toBeGreaterThanOrEqual(notBefore);
      }),
    );
  });

  it('is left as it is within reason, and what is believed is believed again', () => {
    fc.assert(
      fc.property(anything, bounds, (said, { receivedAt, notBefore }) => {
        const taken = believedTime(said, { receivedAt, notBefore });
        if (said >= notBefore && said <= receivedAt) expect(taken).toBe(said);
        expect(believedTime(taken, { receivedAt, notBefore })).toBe(taken);
      }),
    );
  });

  it('never changes places: what is said to be earlier is not believed to be later', () => {
    fc.assert(
      fc.property(moment, moment, bounds, (one, other, reason) => {
        const [first, second] = [Math.min(one, other), Math.max(one, other)];
        expect(believedTime(first, reason)).toBeLessThanOrEqual(believedTime(second, reason));
      }),
    );
  });

  it('is bounded by its receipt alone where nothing else is known, or where our own clocks disagree', () => {
    expect(believedInstant('0001-01-01T00:00:00Z', { receivedAt: RECEIVED })).toBe(
      '0001-01-01T00:00:00.000Z',
    );
    expect(believedInstant('2026-11-28T09:30:00Z', { receivedAt: BEGAN, notBefore: RECEIVED })).toBe(BEGAN);
  });
});

describe('an instant that somebody outside wrote', () => {
  it.each([
    ['2026-11-29T12:00:00Z', '2026-11-29T12:00:00.000Z'],
    ['2026-11-29t12:00:00.123456z', '2026-11-29T12:00:00.123Z'],
    ['2026-11-29 20:00:00 +0800', '2026-11-29T12:00:00.000Z'],
    ['2026-11-29T20:00:00+08', '2026-11-29T12:00:00.000Z'],
    ['2026-11-29T07:00-05:00', '2026-11-29T12:00:00.000Z'],
    ['2026-11-29', '2026-11-29T00:00:00.000Z'],
    [' 2024-02-29T00:00:00Z ', '2024-02-29T00:00:00.000Z'],
  ])('is read from %s', (text, iso) => {
    expect(new Date(readInstant(text)).toISOString()).toBe(iso);
  });

  it.each([
    '',
    'soon',
    '29/11/2026',
    '2026-02-31',
    '2025-02-29T00:00:00Z',
    '2026-11-29T25:00:00Z',
    '2026',
    '1',
  ])('is not read from %j', (text) => {
    expect(readInstant(text)).toBeNaN();
  });

  it.each(['UTC', 'Asia/Shanghai', 'America/New_York'])(
    'that names no zone is of the one that its writer is known for, on a machine of %s too',
    (machine) => {
      const source = JSON.stringify(new URL('believed-time.ts', import.meta.url).href);
      const program = `
        const { readInstant } = await import(${source});
        const read = [['2026-11-29 20:00:00', '+08:00'], ['2026-11-29T12:00:00'], ['2026-11-29T07:00-05:00', '+08:00']];
        process.stdout.write(JSON.stringify(read.map((one) => new Date(readInstant(...one)).toISOString())));`;
      const env = { ...process.env, TZ: machine };
      const { stdout } = spawnSync(process.execPath, ['--input-type=module', '--eval', program], { env });
      expect(JSON.parse(String(stdout))).toEqual(Array.from({ length: 3 }, () => RECEIVED));
    },
  );

  it('is the right one of the two in the hour that a clock set back goes through twice', () => {
    const [first, second] = ['2026-11-01T01:30:00-04:00', '2026-11-01T01:30:00-05:00'].map((text) =>
      readInstant(text),
    );
    expect((second ?? 0) - (first ?? 0)).toBe(3_600_000);
  });
});
