import { describe, expect, it } from '@jest/globals';
import { shippingFee, ShippingRules } from './shipping-fee.ts';

const RULES = {
  default: { fee: 3000, freeFrom: null },
  places: {
    CN: { fee: 1000, freeFrom: 9900 },
    'CN/西藏': { fee: 2500, freeFrom: 29_900, giftFee: 700 },
    'SG/undefined': { fee: 1, freeFrom: null },
  },
};

describe('the shipping fee', () => {
  it.each([
    ['within the country', 9899, 'CN', '上海', 1000],
    ['from the threshold on', 9900, 'CN', '上海', 0],
    ['to a far region', 9900, 'CN', '西藏', 2500],
    ['abroad, however much it is', 1_000_000, 'US', 'Alaska', 3000],
    ['to a country without regions', 1, 'SG', undefined, 3000],
    ['of gifts', 0, 'CN', '西藏', 700],
    ['of gifts where nothing is said of them', 0, 'US', 'Alaska', 0],
  ])('%s', (_, goods, country, region, fee) => {
    expect(shippingFee(RULES, goods, { country, region })).toBe(fee);
  });

  it('has the same rules everywhere when no places are named', () => {
    const rules = { default: { fee: 3000, freeFrom: null } };
    expect(ShippingRules.parse(rules)).toEqual({ ...rules, places: {} });
  });

  it.each([
    {},
    { default: { fee: -1, freeFrom: null } },
    { default: { fee: 3000 } },
    { default: { fee: 3000, freeFrom: 0.5 } },
    { default: { fee: 3000, freeFrom: null, giftFee: -1 } },
    { default: { fee: 3000, freeFrom: null }, places: { CN: {} } },
  ])('is not read from %j', (rules) => {
    expect(ShippingRules.safeParse(rules).success).toBe(false);
  });
});
