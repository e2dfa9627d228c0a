import { describe, expect, it } from '@jest/globals';
import { minorUnits, typedAmount } from './amount.ts';

describe('an amount that is typed', () => {
  it.each([
    ['19.9', 'CNY', 1990],
    ['19,99', 'CNY', 1999],
    [' 7 ', 'CNY', 700],
    ['0', 'CNY', 0],
    ['500', 'JPY', 500],
    ['1.234', 'KWD', 1234],
    ['99999999999', 'CNY', 9_999_999_999_900],
  ])('is read from %j of %s', (text, currency, amount) => {
    expect(minorUnits(text, currency)).toBe(amount);
  });

  it.each([
    ['', 'CNY'],
    ['-1', 'CNY'],
    ['1.999', 'CNY'],
    ['1.5', 'JPY'],
    ['1,000.00', 'CNY'],
    ['ten', 'CNY'],
  ])('is none when it is %j of %s', (text, currency) => {
    expect(minorUnits(text, currency)).toBeUndefined();
  });

  it.each([
    [1990, 'CNY'],
    [5, 'CNY'],
    [0, 'JPY'],
    [1234, 'KWD'],
  ])('of %i %s is shown so that it is read as the same', (amount, currency) => {
    expect(minorUnits(typedAmount({ amount, currency }), currency)).toBe(amount);
  });
});
