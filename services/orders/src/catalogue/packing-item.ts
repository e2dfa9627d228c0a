import { type DangerousGoods, DANGEROUS_GOODS, type Packing } from '@cartless/domain';

/**
 * What a packer needs to know as it is stored with products, variants and lines of orders: weight, three sides, danger, HS code,
 * country of origin, and what it is for customs, without what is unknown at the end. An order of three lines is to fit into one
 * write unit with it.
 */
export type PackingItem = readonly (number | string | null)[];

/** Kinds of danger by two letters. */
const CODES = {
  none: 'no',
  'lithium-ion-in-equipment': 'ie',
  'lithium-metal-in-equipment': 'me',
  'lithium-ion-with-equipment': 'iw',
  'lithium-ion': 'io',
  'lithium-metal': 'mo',
  aerosol: 'ae',
  'flammable-liquid': 'fl',
} as const satisfies Record<DangerousGoods, string>;

export function toPackingItem(packing: Packing): PackingItem {
  const { weightGrams, size, dangerousGoods, hsCode, originCountry, customsDescription } = packing;
  const all = [
    weightGrams,
    size?.length,
    size?.width,
    size?.height,
    dangerousGoods && CODES[dangerousGoods],
    hsCode,
    originCountry,
    customsDescription,
  ].map((one) => one ?? null);
  return all.slice(0, all.findLastIndex((one) => one !== null) + 1);
}

export function fromPackingItem(item: PackingItem): Packing {
  const [weightGrams, length, width, height, danger, hsCode, originCountry, customsDescription] = item;
  const dangerousGoods = DANGEROUS_GOODS.find((one) => CODES[one] === danger);
  return {
    ...(typeof weightGrams === 'number' && { weightGrams }),
    ...(typeof length === 'number' &&
      typeof width === 'number' &&
      typeof height === 'number' && { size: { length, width, height } }),
    ...(dangerousGoods && { dangerousGoods }),
    ...(typeof hsCode === 'string' && { hsCode }),
    ...(typeof originCountry === 'string' && { originCountry }),
    ...(typeof customsDescription === 'string' && { customsDescription }),
  };
}
