import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { includedTax, taxIn } from './included-tax.ts';

const sum = (parts: readonly number[]) => parts.reduce((all, part) => all + part, 0);

describe('the tax in prices', () => {
  it.each([
    [11_300, 1300, 1300],
    [9900, 1300, 1139],
    [1, 1300, 0],
    [5, 1000, 0],
    [6, 1000, 1],
    // Exactly half a unit.
    [1, 10_000, 1],
    [100_000_000_000 * 999 * 50, 1300, 574_646_017_699_115],
    [9900, 0, 0],
  ])('of %p at %p is %p', (gross, rate, tax) => {
    expect(taxIn(gross, rate)).toBe(tax);
  });

  it('adds up from lines and fee to rates to the order, and each rate is rounded once', () => {
    const lines = fc.array(
      fc.record({
        amount: fc.integer({ min: 0, max: 99_900_000_000_000 }),
        rate: fc.constantFrom(0, 600, 900, 1300),
      }),
      { minLength: 1, maxLength: 50 },
    );
    fc.assert(
      fc.property(lines, fc.integer({ min: 0, max: 100_000 }), (goods, fee) => {
        const tax = includedTax(goods, fee);
        expect(sum(tax.lines) + tax.fee).toBe(tax.total);
        expect(sum(tax.shares.map((share) => share.tax))).toBe(tax.total);
        expect(sum(tax.shares.map(({ gross }) => gross))).toBe(sum(goods.map(({ amount }) => amount)) + fee);
        for (const { rate, gross, tax: rounded } of tax.shares) expect(rounded).toBe(taxIn(gross, rate));
        for (const [i, { amount, rate }] of goods.entries()) {
          expect(Math.abs((tax.lines[i] ?? 0) - (amount * rate) / (10_000 + rate))).toBeLessThan(2);
        }
      }),
    );
  });

  it('takes the fee to the rates of the goods, by what these cost', () => {
    const tax = includedTax(
      [
        { amount: 1000, rate: 900 },
        { amount: 3000, rate: 1300 },
      ],
      1000,
    );
    expect(tax.shares).toEqual([
      { rate: 1300, gross: 3750, tax: 431 },
      { rate: 900, gross: 1250, tax: 103 },
    ]);
    expect(tax).toMatchObject({ total: 534, lines: [82, 345], fee: 107 });
  });

  it('of goods that cost nothing is 0, and their fee is taxed all the same', () => {
    expect(includedTax([{ amount: 0, rate: 1300 }], 0)).toMatchObject({ total: 0, lines: [0], fee: 0 });
    expect(includedTax([{ amount: 0, rate: 1300 }], 1130)).toMatchObject({
      total: 130,
      lines: [0],
      fee: 130,
    });
    expect(includedTax([], 0)).toEqual({ total: 0, lines: [], fee: 0, shares: [] });
  });
});
