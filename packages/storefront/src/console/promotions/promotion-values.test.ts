import { describe, expect, it } from '@jest/globals';
import { amountPattern } from '../acts/amount.ts';
import { changeOf, EMPTY, type Promotion, termsOf, typedOf } from './promotion-values.ts';

const TEN: Promotion = {
  code: 'TEN',
  reduction: { type: 'percent', percent: 10 },
  smallestTotal: { amount: 20_000, currency: 'CNY' },
  categories: ['home', 'clothing.men'],
  from: '2026-11-01T08:30:00.000Z',
  limit: 100,
  limitPerShopper: { units: 1, days: 30 },
  active: true,
  used: 4,
  version: 3,
  createdAt: '2026-10-01T00:00:00.000Z',
};

describe('the terms of a promotion', () => {
  it('change in what was typed otherwise, and in nothing else', () => {
    const typed = typedOf(TEN);
    expect(changeOf(TEN, typed, 'CNY')).toEqual({});
    expect(changeOf(TEN, { ...typed, value: '15', until: '2026-12-31' }, 'CNY')).toEqual({
      reduction: { type: 'percent', percent: 15 },
      until: '2026-12-31',
    });
  });

  it('lose what was emptied, and keep the days of a limit that has no field', () => {
    const typed = { ...typedOf(TEN), smallest: '', categories: '', from: '', limit: '', perShopper: '2' };
    expect(changeOf(TEN, typed, 'CNY')).toEqual({
      smallestTotal: null,
      categories: null,
      from: null,
      limit: null,
      limitPerShopper: { units: 2, days: 30 },
    });
    expect(changeOf(TEN, { ...typedOf(TEN), perShopper: '' }, 'CNY')).toEqual({ limitPerShopper: null });
  });

  it('are of one kind: per cent, an amount, or free shipping', () => {
    expect(termsOf({ ...EMPTY, kind: 'amount', value: '12.5' }, 'CNY')).toEqual({
      reduction: { type: 'amount', amount: { amount: 1250, currency: 'CNY' } },
    });
    expect(changeOf(TEN, { ...typedOf(TEN), kind: 'free-shipping', value: '' }, 'CNY')).toEqual({
      reduction: { type: 'free-shipping' },
    });
    const typed = { ...EMPTY, kind: 'free-shipping', categories: 'home，toys,  kitchen.tea' } as const;
    expect(termsOf(typed, 'CNY').categories).toEqual(['home', 'toys', 'kitchen.tea']);
  });

  it.each(['1,000', '100.001', '1e3', '-1', 'ten'])(
    'are nothing that the shop takes where %s is typed as an amount',
    (typed) => {
      const { smallestTotal, reduction } = termsOf(
        { ...EMPTY, kind: 'amount', value: typed, smallest: typed },
        'CNY',
      );
      expect([smallestTotal?.amount, 'amount' in reduction && reduction.amount.amount]).toEqual([NaN, NaN]);
      expect(new RegExp(`^(?:${amountPattern('CNY')})$`, 'v').test(typed)).toBe(false);
    },
  );

  it.each([
    ['CNY', '1000', 100_000],
    ['CNY', ' 12.5 ', 1250],
    ['CNY', '0,05', 5],
    ['JPY', '1000', 1000],
  ])('are of %s what is typed as %s', (currency, typed, amount) => {
    const terms = termsOf({ ...EMPTY, kind: 'percent', value: '10', smallest: typed }, currency);
    expect(terms.smallestTotal).toEqual({ amount, currency });
    expect(new RegExp(`^(?:${amountPattern(currency)})$`, 'v').test(typed)).toBe(true);
  });
});
