import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { decimalsOf, formatMoney } from './format-money.ts';
import { MAX_AMOUNT, money } from './money.ts';

const yuan = (amount: number) => money(amount, 'CNY');

describe('a minor unit', () => {
  it.each([
    ['CNY', 2],
    ['HUF', 2],
    ['IDR', 2],
    ['RSD', 2],
    ['MGA', 2],
    ['JPY', 0],
    ['ISK', 0],
    ['UGX', 0],
    ['KWD', 3],
    ['IQD', 3],
    ['CLF', 4],
  ])('of %s has %d decimals, whatever the release of Node says', (currency, decimals) => {
    expect(decimalsOf(currency)).toBe(decimals);
    const written = formatMoney({ amount: 12345, currency }, 'en').replaceAll(/[^\d.]/g, '');
    expect(Number(written)).toBe(12345 / 10 ** decimals);
  });
});

describe('money for a person', () => {
  it.each([
    [1999, 'CNY', 'en', 'CN¥19.99'],
    [1999, 'CNY', 'zh-CN', '¥19.99'],
    [1999, 'JPY', 'en', '¥1,999'],
    [0, 'USD', 'en', '$0.00'],
    [-250, 'USD', 'en', '-$2.50'],
    [MAX_AMOUNT, 'USD', 'en', '$90,071,992,547,409.91'],
  ])('%d of %s in %s is %s', (amount, currency, locale, text) => {
    expect(formatMoney({ amount, currency }, locale)).toBe(text);
  });

  it('shows every digit of any exact amount', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), (amount) => {
        const digits = formatMoney(yuan(amount), 'en').replaceAll(/\D/g, '');
        expect(Number(digits)).toBe(amount);
      }),
    );
  });
});
