import { type DangerousGoods, DANGEROUS_GOODS, type Packing, type PackingSnapshot } from './packing.ts';

/**
 * What a packer needs to know as it is stored with products, variants, and lines of orders and parcels: weight, three sides, danger, HS code,
 * country of origin, and what it is for customs, without what is unknown at the end. An order of three lines is to fit into one
 * write unit with it.
 */
export type PackingList = readonly (number | string | null)[];

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

export function toPackingList(packing: Packing | PackingSnapshot): PackingList {
  const { weightGrams, size, dangerousGoods, hsCode, originCountry, customsDescription } = packing;
  const all = [
    weightGrams,
    size?.length,
    size?.width,
    size?.height,
    dangerousGoods && codeOf(dangerousGoods),
    hsCode,
    originCountry,
    customsDescription,
  ].map((one) => one ?? null);
  return all.slice(0, all.findLastIndex((one) => one !== null) + 1);
}

const codeOf = (kind: string): string => (CODES as Readonly<Record<string, string>>)[kind] ?? kind;

/** A kind of danger that a later release stored keeps its name. */
export function fromPackingList(list: PackingList): Packing {
  const [weightGrams, length, width, height, danger, hsCode, originCountry, customsDescription] = list;
  const kind = DANGEROUS_GOODS.find((one) => CODES[one] === danger) ?? danger;
  const dangerousGoods = typeof kind === 'string' && (kind as DangerousGoods);
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
