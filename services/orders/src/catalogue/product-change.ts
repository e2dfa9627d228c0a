import { type Localized, type Money, type Packing, skuOf } from '@cartless/domain';
import { LimitRequired } from '../limits/errors.ts';
import type { ShopperLimit } from '../limits/shopper-limit.ts';
import { opening, retelling } from './bucket-sides.ts';
import { BucketsCannotShrink, ProductHasStock, VersionConflict, VersionRequired } from './errors.ts';
import type { Product, ProductChanged, ProductFact, UnitsBySku, ProductOption } from './product.ts';
import { stockedWith } from './variants.ts';
import { checkPrice, type VariantFields, vary } from './vary.ts';

export type ProductFields = Readonly<{
  title?: Localized | undefined;
  description?: Localized | undefined;
  category?: string | undefined;
  price?: Money | undefined;
  /** Null takes it away. */
  cost?: Money | null | undefined;
  images?: readonly string[] | undefined;
  attributes?: Readonly<Record<string, string>> | undefined;
  active?: boolean | undefined;
  lowAt?: number | undefined;
  buckets?: number | undefined;
  /** Null takes it away. */
  limitPerShopper?: ShopperLimit | null | undefined;
  /** All that is known of it; null takes it away. */
  packing?: Packing | null | undefined;
  /** All options. */
  options?: readonly ProductOption[] | undefined;
  /** The variants that are new or changed; the others stay. */
  variants?: readonly VariantFields[] | undefined;
}>;

/**
 * A new product with its first stock, which is the first entry of its ledger.
 * @param units of the product, or of each of its variants
 * @param by who creates it
 * @param at when it is written; searches look for what is new by it
 * @throws AppError LIMIT_REQUIRED
 */
export const sell = (
  product: Product,
  units: number | UnitsBySku,
  by: string,
  at = product.createdAt,
): ProductChanged => ({
  state: { ...limited(product), changedAt: at },
  facts: [{ type: 'product-changed', at: product.createdAt }],
  also: opening(product, typeof units === 'number' ? new Map([[product.productId, units]]) : units, {
    by,
    at: product.createdAt,
  }),
});

/**
 * The product after a change that was made knowing a version of it.
 * @param known the version that the change was made of, how many there are, which decides what the catalogue shows, and who makes it
 * @throws AppError VERSION_CONFLICT, BUCKETS_CANNOT_SHRINK, LIMIT_REQUIRED, PRICE_BY_VARIANT, PRODUCT_HAS_STOCK and those of {@link vary}
 */
export function edit(
  product: Product,
  fields: ProductFields,
  {
    version,
    available,
    at,
    by = 'admin',
  }: Readonly<{
    version: number | undefined;
    available: UnitsBySku;
    at: number;
    by?: string;
  }>,
): ProductChanged {
  if (version !== undefined && version !== product.version) {
    throw VersionConflict({ details: { version: product.version } });
  }
  if (fields.buckets !== undefined && fields.buckets < product.buckets) {
    throw BucketsCannotShrink({ details: { buckets: product.buckets } });
  }
  checkPrice(product, fields.price);
  const { product: varied, opened } = vary(withFields(product, fields), fields);
  const plain = available.get(product.productId) ?? 0;
  if (product.variants === undefined && varied.variants !== undefined && plain > 0) {
    throw ProductHasStock({ details: { available: plain } });
  }
  const shown = limited(stockedWith(varied, new Map([...available, ...opened])));
  return {
    state: { ...shown, changedAt: at },
    facts: [{ type: 'product-changed', at }],
    also: [...retelling(product, shown), ...opening(shown, opened, { by, at })],
  };
}

function withFields(before: Product, fields: ProductFields): Product {
  const { limitPerShopper: limit, cost: costBefore, packing: packed, ...product } = before;
  const {
    limitPerShopper = limit,
    cost = costBefore,
    packing = packed,
    options: _options,
    variants: _variants,
    ...others
  } = fields;
  const given = Object.fromEntries(Object.entries(others).filter(([, value]) => value !== undefined));
  return {
    ...product,
    ...given,
    ...(cost && { cost }),
    ...(limitPerShopper && { limitPerShopper }),
    ...(packing && { packing }),
  };
}

/** Of what costs nothing one visitor could carry everything away. @throws AppError LIMIT_REQUIRED */
function limited(product: Product): Product {
  if (product.price.amount === 0 && product.limitPerShopper === undefined) throw LimitRequired();
  return product;
}

/** Brings what the catalogue shows up to date with the stock, and tells of everything that became low. */
export function restock(product: Product, available: UnitsBySku, at: number): ProductChanged | undefined {
  const shown = stockedWith(product, available);
  const before = availabilities(product);
  const after = availabilities(shown);
  if (after.every(({ availability }, i) => availability === before[i]?.availability)) return undefined;
  const facts = after.flatMap(({ availability, ...sellable }, i): ProductFact[] =>
    before[i]?.availability === 'in-stock' && availability !== 'in-stock'
      ? [
          {
            type: 'stock-low',
            at,
            ...sellable,
            available: available.get(skuOf({ ...product, ...sellable })) ?? 0,
          },
        ]
      : [],
  );
  return { state: { ...shown, changedAt: at }, facts };
}

const availabilities = ({ variants, availability }: Product) =>
  variants?.map((variant) => ({ variantId: variant.variantId, availability: variant.availability })) ?? [
    { availability },
  ];

/** @throws AppError VERSION_REQUIRED when the caller names no version */
export function requireVersion(version: number | undefined): number {
  if (version === undefined) throw VersionRequired();
  return version;
}
