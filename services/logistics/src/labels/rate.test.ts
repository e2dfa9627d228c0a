import { describe, expect, it } from '@jest/globals';
import { chooseRate, type Rate, ruleFor } from './rate.ts';
import { parcelWeight } from '../packing/parcel-weight.ts';
import { RULES } from '../../test/rules.ts';

const rate = (carrier: string, amount: number, days: number | null): Rate => ({
  id: `${carrier} ${amount}`,
  carrier,
  service: 'any',
  price: { amount, currency: 'USD' },
  days,
});
const OFFERS = [
  rate('USPS', 500, 5),
  rate('UPS', 900, 1),
  rate('SFExpress', 400, 2),
  rate('SFExpress', 300, 9),
];

describe('the choice of a carrier', () => {
  it('follows the first rule that fits country, region and weight', () => {
    expect(ruleFor(RULES, { country: 'CN', region: 'Shanghai', weightGrams: 500 })?.carriers).toEqual([
      'SFExpress',
    ]);
    expect(
      ruleFor(RULES, { country: 'CN', region: 'Shanghai', weightGrams: 50_000 })?.carriers,
    ).toBeUndefined();
    const rules = { ...RULES, carriers: [{ regions: ['Tibet'], prefer: 'fastest' as const }] };
    expect(ruleFor(rules, { country: 'CN', region: 'Tibet', weightGrams: 1 })).toEqual(rules.carriers[0]);
    expect(ruleFor(rules, { country: 'CN', region: 'Shanghai', weightGrams: 1 })).toBeUndefined();
  });

  it('can be another for dangerous goods, and never one that may not carry them', () => {
    const rules = {
      ...RULES,
      carriers: [
        {
          dangerousGoods: ['lithium-ion' as const],
          prefer: 'fastest' as const,
          never: ['UPS any', 'SFExpress'],
        },
        { dangerousGoods: true, carriers: ['USPS'], prefer: 'cheapest' as const },
        { dangerousGoods: false, carriers: ['SFExpress'], prefer: 'cheapest' as const },
      ],
    };
    const of = (dangerousGoods?: 'lithium-ion' | 'aerosol') =>
      ruleFor(rules, { country: 'CN', region: 'Shanghai', weightGrams: 1, dangerousGoods });
    expect(chooseRate(OFFERS, of())?.carrier).toBe('SFExpress');
    expect(chooseRate(OFFERS, of('aerosol'))?.carrier).toBe('USPS');
    expect(chooseRate(OFFERS, of('lithium-ion'))?.carrier).toBe('USPS');
    const [, ups, ...others] = OFFERS;
    expect(chooseRate([ups!, ...others.slice(0, 1)], of('lithium-ion'))).toBeUndefined();
    expect(chooseRate(OFFERS, of('lithium-ion'), 'UPS')).toBeUndefined();
  });

  it('takes the cheapest offer that is quick enough, or the quickest', () => {
    expect(chooseRate(OFFERS, { carriers: ['SFExpress'], maxDays: 3, prefer: 'cheapest' })?.id).toBe(
      'SFExpress 400',
    );
    expect(chooseRate(OFFERS, { prefer: 'fastest' })?.id).toBe('UPS 900');
  });

  it('takes any offer rather than leave the parcel, but never another carrier than was asked for', () => {
    expect(chooseRate(OFFERS, { carriers: ['Owl Post'], prefer: 'cheapest' })?.id).toBe('SFExpress 300');
    expect(chooseRate(OFFERS, undefined, 'Owl Post')).toBeUndefined();
    expect(chooseRate(OFFERS, { carriers: ['SFExpress'], prefer: 'cheapest' }, 'USPS')?.id).toBe('USPS 500');
    expect(chooseRate([], undefined)).toBeUndefined();
  });

  it('weighs a parcel by category, unit and packaging', () => {
    const line = (category: string, quantity: number) => ({
      productId: 'prd_1',
      title: 'x',
      category,
      quantity,
    });
    const { weights } = RULES;
    expect(parcelWeight([line('books', 2), line('oddities', 1)], weights)).toBe(2 * 350 + 400 + 120);
  });
});
