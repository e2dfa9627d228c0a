import { describe, expect, it } from '@jest/globals';
import { taxRate, TaxRules } from './tax-rules.ts';

const RULES = TaxRules.parse({
  default: 1300,
  categories: { books: 900, 'books.rare': 1700 },
  places: {
    DE: { default: 1900, categories: { books: 700 } },
    'CN/西藏': { categories: { 'home.lighting': 0 } },
    'SG/undefined': { default: 1 },
  },
});

describe('the rate of tax', () => {
  it.each([
    ['of everything else', 'home.lighting', 'CN', '上海', 1300],
    ['of a department', 'books.novels', 'CN', '上海', 900],
    ['of a leaf before its department', 'books.rare', 'CN', '上海', 1700],
    ['of a country', 'home.lighting', 'DE', 'Berlin', 1900],
    [
      'of a country, what it says of a department before what is said of a leaf elsewhere',
      'books.rare',
      'DE',
      undefined,
      700,
    ],
    ['of a region', 'home.lighting', 'CN', '西藏', 0],
    ['of a region that says nothing of the category', 'books.novels', 'CN', '西藏', 900],
    ['of a country without regions', 'home.lighting', 'SG', undefined, 1300],
    ['of a category called like what every object has', 'constructor', 'CN', 'toString', 1300],
  ])('%s', (_, category, country, region, rate) => {
    expect(taxRate(RULES, category, { country, region })).toBe(rate);
  });

  it.each([{}, { default: 0.13 }, { default: -1 }, { default: 10_001 }, { default: 0, place: {} }])(
    'is not read from %j',
    (rules) => {
      expect(TaxRules.safeParse(rules).success).toBe(false);
    },
  );
});
