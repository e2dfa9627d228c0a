import { describe, expect, it } from '@jest/globals';
import type { Packing } from '@cartless/domain';
import { RULES } from '../../test/rules.ts';
import type { ParcelLine, Shipment } from '../shipments/shipment.ts';
import { boxFor } from './box.ts';
import { customsOf, declared } from './customs.ts';
import { dangerOf, dangersOf } from './dangers.ts';
import { parcelWeight } from './parcel-weight.ts';

const line = (packing: Packing | undefined, more: Partial<ParcelLine> = {}): ParcelLine => ({
  productId: 'prd_1',
  title: 'Linen shirt',
  category: 'clothing.men',
  quantity: 1,
  price: { amount: 20_000, currency: 'CNY' },
  ...(packing && { packing }),
  ...more,
});
const sized = (length: number, width: number, height: number, quantity = 1) =>
  line({ size: { length, width, height } }, { quantity });

describe('what a parcel weighs', () => {
  it('is what its goods weigh, or what is usual for their category or department, and its packaging', () => {
    const { packaging, unit, byCategory } = RULES.weights;
    expect(parcelWeight([line({ weightGrams: 260 }, { quantity: 3 })], RULES.weights)).toBe(
      3 * 260 + packaging,
    );
    expect(parcelWeight([line(undefined)], RULES.weights)).toBe(byCategory['clothing']! + packaging);
    expect(parcelWeight([line(undefined, { category: 'oddities' })], RULES.weights)).toBe(unit + packaging);
    const named = { ...RULES.weights, byCategory: { clothing: 1, 'clothing.men': 2 } };
    expect(parcelWeight([line(undefined)], named)).toBe(2 + packaging);
  });

  it('counts the box that is known instead of packaging of any kind', () => {
    const box = { name: 'S', length: 1, width: 1, height: 1, weightGrams: 80 };
    expect(parcelWeight([line({ weightGrams: 260 })], RULES.weights, box)).toBe(340);
  });
});

describe('the box of a parcel', () => {
  const boxes = [
    { name: 'L', length: 400, width: 300, height: 200 },
    { name: 'S', length: 200, width: 150, height: 100 },
    { name: 'tube', length: 700, width: 110, height: 110 },
  ];
  const nameFor = (...lines: readonly ParcelLine[]) => boxFor(lines, boxes)?.name;

  it('is the smallest that has room for all of it and into which each thing fits, turned as it may be', () => {
    expect(nameFor(sized(100, 180, 50))).toBe('S');
    expect(nameFor(sized(140, 190, 50, 4))).toBe('L');
    expect(nameFor(sized(90, 650, 90))).toBe('tube');
  });

  it('is not guessed: not where nothing is large enough, nothing is configured, or a size is not known', () => {
    expect(nameFor(sized(800, 10, 10))).toBeUndefined();
    expect(nameFor(sized(400, 300, 200, 2))).toBeUndefined();
    expect(nameFor(sized(10, 10, 10), line(undefined))).toBeUndefined();
    expect(boxFor([sized(10, 10, 10)])).toBeUndefined();
  });
});

describe('the dangers in a parcel', () => {
  const lines = (...kinds: readonly string[]) =>
    kinds.map((dangerousGoods) => line({ dangerousGoods } as Packing));

  it('are told the mildest first, and declared as the one that carriers are strictest about', () => {
    const batteries = lines('lithium-ion', 'none', 'lithium-ion-in-equipment', 'lithium-ion');
    expect(dangersOf(batteries)).toEqual(['lithium-ion-in-equipment', 'lithium-ion']);
    expect(dangerOf({ lines: batteries })).toBe('lithium-ion');
    expect(dangerOf({ lines: lines('none') })).toBeUndefined();
    expect(dangerOf({ lines: [line(undefined)] })).toBeUndefined();
  });

  it('of kinds that cannot be declared together, or that nobody here knows, are for a person', () => {
    expect(() => dangerOf({ lines: lines('aerosol', 'lithium-ion') })).toThrow(
      expect.objectContaining({ code: 'DANGERS_MIXED', details: { dangers: 'lithium-ion, aerosol' } }),
    );
    expect(() => dangerOf({ lines: lines('fireworks') })).toThrow(
      expect.objectContaining({ code: 'DANGER_UNKNOWN', details: { dangers: 'fireworks' } }),
    );
  });
});

describe('what customs are told', () => {
  const abroad = (country: string, lines: readonly ParcelLine[]) =>
    ({ address: { ...RULES.origin, country }, lines }) as Shipment;
  const KNOWN = { hsCode: '620590', originCountry: 'PT', customsDescription: 'Shirt', weightGrams: 260 };

  it('is each line with value and weight of all its units', () => {
    expect(customsOf(abroad('FR', [line(KNOWN, { quantity: 2, variantId: 'm_blue' })]), RULES)).toEqual([
      {
        sku: 'prd_1.m_blue',
        description: 'Shirt',
        hsCode: '620590',
        originCountry: 'PT',
        quantity: 2,
        value: { amount: 40_000, currency: 'CNY' },
        weightGrams: 520,
      },
    ]);
  });

  it('is nothing in the country of the warehouse, or within its union', () => {
    expect(declared(abroad('CN', [line(undefined)]), RULES)).toBeUndefined();
    const german = { ...RULES, origin: { ...RULES.origin, country: 'DE' }, customs: { union: ['DE', 'FR'] } };
    expect(declared(abroad('FR', [line(undefined)]), german)).toBeUndefined();
    expect(declared(abroad('CH', [line(undefined)]), german)).toBeDefined();
  });

  it('is taken from the rules of its category, then of its department, where the goods do not say it', () => {
    const common = { hsCode: '620520', originCountry: 'CN' };
    const byCategory = { clothing: common, 'clothing.men': { ...common, description: 'Menswear' } };
    const told = customsOf(abroad('FR', [line({ hsCode: '999999' })]), { ...RULES, customs: { byCategory } });
    expect(told).toMatchObject([{ hsCode: '999999', originCountry: 'CN', description: 'Menswear' }]);
    const rules = { ...RULES, customs: { byCategory: { clothing: common } } };
    expect(customsOf(abroad('FR', [line(undefined)]), rules)).toMatchObject([{ description: 'Linen shirt' }]);
  });

  it('is never worth nothing', () => {
    const gift = line(KNOWN, { price: { amount: 0, currency: 'CNY' }, quantity: 3 });
    expect(customsOf(abroad('FR', [gift]), RULES)).toMatchObject([{ value: { amount: 3 } }]);
  });

  it('is not made up: what is missing is said by line', () => {
    const { price: _price, ...old } = line(undefined, { title: '亚麻衬衫' });
    const parcel = abroad('FR', [line(KNOWN), old]);
    expect(declared(parcel, RULES)).toMatchObject({
      lines: [{ description: 'Shirt' }],
      missing: [{ title: '亚麻衬衫', facts: ['hsCode', 'originCountry', 'description', 'value'] }],
    });
    expect(() => customsOf(parcel, RULES)).toThrow(
      expect.objectContaining({
        code: 'CUSTOMS_INCOMPLETE',
        message: expect.stringContaining('亚麻衬衫 (hsCode, originCountry, description, value)'),
      }),
    );
  });
});
