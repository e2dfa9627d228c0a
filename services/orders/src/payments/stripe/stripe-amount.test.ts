import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { fromStripe, toStripe } from './stripe-amount.ts';

describe('amounts at Stripe', () => {
  it.each([
    ['CNY', 1999, 1999],
    ['JPY', 500, 500],
    ['KWD', 5120, 5120],
    ['ISK', 5, 500],
    ['UGX', 5, 500],
    ['TWD', 800, 800],
    ['HUF', 100, 100],
    ['MGA', 500, 5],
    ['IQD', 70, 7],
    ['CLF', 2900, 29],
  ])('in %s: %d of ours are %d of theirs, both ways', (currency, ours, theirs) => {
    expect(toStripe(ours, currency)).toBe(theirs);
    expect(fromStripe(theirs, currency)).toBe(ours);
  });

  it('that Stripe cannot take are refused before it is asked', () => {
    expect(() => toStripe(501, 'MGA')).toThrow(RangeError);
    expect(() => toStripe(5124, 'KWD')).toThrow('cannot take 5124');
    expect(() => toStripe(Number.MAX_SAFE_INTEGER, 'ISK')).toThrow(RangeError);
  });

  it('come back exactly, however large they are', () => {
    const currency = fc.constantFrom('ISK', 'MGA', 'IQD', 'CLF');
    fc.assert(
      fc.property(currency, fc.integer({ min: 0, max: 90_000_000_000 }), (code, units) => {
        const ours = units * 100;
        expect(fromStripe(toStripe(ours, code), code)).toBe(ours);
        expect(Number.isSafeInteger(toStripe(ours, code))).toBe(true);
      }),
    );
  });

  it('that are a part of our unit fit no order', () => {
    expect(Number.isInteger(fromStripe(501, 'ISK'))).toBe(false);
  });
});
