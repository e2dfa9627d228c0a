import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { paidFor } from './paid-for.ts';

const line = fc
  .record({
    quantity: fc.integer({ min: 1, max: 999 }),
    amount: fc.nat(Math.floor(Number.MAX_SAFE_INTEGER / 999)),
    cut: fc.nat(1000),
  })
  .map(({ quantity, amount, cut }) => ({
    quantity,
    unitPrice: { amount, currency: 'CNY' },
    discount: Math.min(cut, amount * quantity),
  }));

describe('what was paid for units of a line', () => {
  it('adds up to exactly what the line cost, in whatever parts they come back', () => {
    fc.assert(
      fc.property(line, fc.array(fc.integer({ min: 1, max: 40 })), (paid, parts) => {
        const { quantity, unitPrice, discount } = paid;
        let before = 0;
        let sum = 0;
        for (const part of [...parts, quantity]) {
          const units = Math.min(part, quantity - before);
          const share = paidFor(paid, units, before);
          expect(share).toBeGreaterThanOrEqual(0);
          sum += share;
          before += units;
        }
        expect(sum).toBe(unitPrice.amount * quantity - discount);
      }),
    );
  });

  it('is the price where there is no discount, and shares one evenly', () => {
    const lamps = { quantity: 3, unitPrice: { amount: 1000, currency: 'CNY' } };
    expect([paidFor(lamps, 1, 0), paidFor(lamps, 1, 1), paidFor(lamps, 2, 1)]).toEqual([1000, 1000, 2000]);
    const cheap = { ...lamps, discount: 1000 };
    expect([0, 1, 2].map((before) => paidFor(cheap, 1, before))).toEqual([666, 667, 667]);
  });
});
