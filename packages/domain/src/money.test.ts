import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import * as z from 'zod/mini';
import {
  apportion,
  Balance,
  MAX_AMOUNT,
  Money,
  money,
  MAX_PRICE,
  multiplyMoney,
  Price,
  proportion,
  sameMoney,
  sumMoney,
} from './money.ts';

const yuan = (amount: number) => money(amount, 'CNY');
const amounts = fc.integer({ min: 0, max: 1_000_000_000_000 }).map(yuan);

describe('money', () => {
  it('adds up the same in every order', () => {
    fc.assert(
      fc.property(fc.array(amounts, { minLength: 1, maxLength: 50 }), (list) => {
        const [first = yuan(0), ...rest] = list;
        const [last = yuan(0), ...others] = list.toReversed();
        expect(sumMoney(first, ...rest)).toEqual(sumMoney(last, ...others));
      }),
    );
  });

  it('multiplied is the sum of as many', () => {
    fc.assert(
      fc.property(amounts, fc.integer({ min: 1, max: 100 }), (price, quantity) => {
        const units = Array.from({ length: quantity }, () => price);
        expect(multiplyMoney(price, quantity)).toEqual(sumMoney(yuan(0), ...units));
      }),
    );
  });

  it('is never below nothing, and what is left of it may be', () => {
    const owed = { amount: -1, currency: 'CNY' };
    expect(Balance.parse(owed)).toEqual(owed);
    expect(Balance.safeParse({ amount: 0.5, currency: 'CNY' }).success).toBe(false);
    expect(Money.safeParse(owed).success).toBe(false);
  });

  it('of two currencies is not added', () => {
    expect(() => sumMoney(yuan(1), money(1, 'USD'))).toThrow(new RangeError('cannot add USD to CNY'));
  });

  it.each([0.5, Number.NaN, Number.POSITIVE_INFINITY, MAX_AMOUNT + 1])('refuses the amount %p', (amount) => {
    expect(() => yuan(amount)).toThrow(new RangeError(`${amount} is not an exact amount of minor units`));
  });

  it('refuses a sum or product that would not be exact', () => {
    expect(() => sumMoney(yuan(MAX_AMOUNT), yuan(1))).toThrow(RangeError);
    expect(() => multiplyMoney(yuan(MAX_AMOUNT), 2)).toThrow(RangeError);
    expect(() => multiplyMoney(yuan(1999), 0.5)).toThrow(RangeError);
  });

  it('is the same only with amount and currency', () => {
    expect(sameMoney(yuan(5), { amount: 5, currency: 'CNY' })).toBe(true);
    expect(sameMoney(yuan(5), yuan(6))).toBe(false);
    expect(sameMoney(yuan(5), money(5, 'USD'))).toBe(false);
  });

  it.each([
    { amount: -1, currency: 'CNY' },
    { amount: 1.5, currency: 'CNY' },
    { amount: 1, currency: 'yuan' },
    { amount: 1, currency: 'CN' },
    { amount: 1, currency: 'CNYX' },
    { amount: 1, currency: '1CNY' },
    { amount: '1', currency: 'CNY' },
  ])('of a request is not %j', (value) => {
    expect(z.safeParse(Money, value).success).toBe(false);
  });

  it('of a request is a whole number of minor units and three letters', () => {
    expect(z.parse(Money, { amount: 0, currency: 'CNY' })).toEqual(yuan(0));
  });

  it('that one unit costs is bounded, so that sums stay exact', () => {
    const ofPrice = (amount: number) => z.safeParse(Price, { amount, currency: 'CNY' }).success;
    expect([-1, 0, MAX_PRICE, MAX_PRICE + 1].map(ofPrice)).toEqual([false, true, true, false]);
    expect(multiplyMoney(yuan(MAX_PRICE), 50 * 999).amount).toBeLessThan(MAX_AMOUNT);
  });
});

describe('dividing an amount', () => {
  const weights = fc.array(fc.nat(5000), { minLength: 1, maxLength: 9 }).filter((all) => all.some(Boolean));

  it('gives all of it away, and nobody a unit more or less than the exact share', () => {
    fc.assert(
      fc.property(fc.nat(1_000_000), weights, (amount, parts) => {
        const shares = apportion(amount, parts);
        const all = parts.reduce((sum, part) => sum + part, 0);
        expect(shares.reduce((sum, share) => sum + share, 0)).toBe(amount);
        shares.forEach((share, i) =>
          expect(Math.abs(share * all - amount * (parts[i] ?? 0))).toBeLessThan(all),
        );
      }),
    );
  });

  it('makes equal parts where nothing weighs anything, and is exact where numbers are not', () => {
    expect(apportion(5, [0, 0])).toEqual([3, 2]);
    expect(apportion(7, [])).toEqual([]);
    expect(apportion(8, [1, 1, 1, 1, 1, 1])).toEqual([2, 2, 1, 1, 1, 1]);
    expect(apportion(MAX_AMOUNT, [1, 2])).toEqual([3_002_399_751_580_330, 6_004_799_503_160_661]);
  });
});

describe('a part of an amount', () => {
  it.each([
    [1999, 13, 100, 260],
    [50, 1, 100, 1],
    [49, 1, 100, 0],
    [11300, 1300, 11300, 1300],
    [7, 3, 3, 7],
    [0, 5, 9, 0],
    [MAX_AMOUNT, 2, 3, 6_004_799_503_160_661],
  ])('of %d, %d of %d, is %d, rounded half up', (amount, part, whole, share) => {
    expect(proportion(amount, part, whole)).toBe(share);
  });
});
