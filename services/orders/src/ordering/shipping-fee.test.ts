import { describe, expect, it } from '@jest/globals';
import { shippingFee } from './shipping-fee.ts';

const RULES = {
  default: { fee: 3000, freeFrom: null },
  places: { CN: { fee: 1000, freeFrom: 9900 }, 'CN/西藏': { fee: 2500, freeFrom: 29_900 } },
};

describe('the shipping fee', () => {
  it.each([
    ['within the country', 9899, 'CN', '上海', 1000],
    ['from the threshold on', 9900, 'CN', '上海', 0],
    ['to a far region', 9900, 'CN', '西藏', 2500],
    ['abroad, however much it is', 1_000_000, 'US', 'Alaska', 3000],
    ['to a country without regions', 1, 'SG', undefined, 3000],
  ])('%s', (_, goods, country, region, fee) => {
    expect(shippingFee(RULES, goods, { country, region })).toBe(fee);
  });
});
