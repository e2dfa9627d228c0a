import type { Localized, Money } from '@cartless/domain';
import { LimitRequired } from '../limits/errors.ts';
import type { ShopperLimit } from '../limits/shopper-limit.ts';
import { BucketsCannotShrink, VersionConflict, VersionRequired } from './errors.ts';
import { availabilityOf, type Product, type ProductChanged, type ProductSide, spread } from './product.ts';

export type ProductFields = Readonly<{
  title?: Localized | undefined;
  description?: Localized | undefined;
  category?: string | undefined;
  price?: Money | undefined;
  images?: readonly string[] | undefined;
  attributes?: Readonly<Record<string, string>> | undefined;
  active?: boolean | undefined;
  lowAt?: number | undefined;
  buckets?: number | undefined;
  /** Null takes it away. */
  limitPerShopper?: ShopperLimit | null | undefined;
}>;

/**
 * A new product with its first stock, which is the first entry of its ledger.
 * @param by who creates it
 * @param at when it is written; searches look for what is new by it
 * @throws AppError LIMIT_REQUIRED
 */
export const sell = (
  product: Product,
  units: number,
  by: string,
  at = product.createdAt,
): ProductChanged => ({
  state: { ...limited(product), changedAt: at },
  facts: [{ type: 'product-changed', at: product.createdAt }],
  also: [
    ...spread(units, product.buckets).map(
      (part, bucket) => ({ type: 'open-bucket', bucket, units: part }) as const,
    ),
    ...(units > 0 ? [{ type: 'book-first-stock', units, by } as const] : []),
  ],
});

/**
 * The product after a change that was made knowing a version of it.
 * @param available how many there are, which decides what the catalogue shows
 * @throws AppError VERSION_CONFLICT, BUCKETS_CANNOT_SHRINK, LIMIT_REQUIRED
 */
export function edit(
  product: Product,
  fields: ProductFields,
  { version, available, at }: Readonly<{ version: number | undefined; available: number; at: number }>,
): ProductChanged {
  if (version !== undefined && version !== product.version) {
    throw VersionConflict({ details: { version: product.version } });
  }
  if (fields.buckets !== undefined && fields.buckets < product.buckets) {
    throw BucketsCannotShrink({ details: { buckets: product.buckets } });
  }
  const changed = limited(withFields(product, fields));
  const state = { ...changed, changedAt: at, availability: availabilityOf(available, changed.lowAt) };
  return {
    state,
    facts: [{ type: 'product-changed', at }],
    also: bucketSides(product, state),
  };
}

function withFields({ limitPerShopper: before, ...product }: Product, fields: ProductFields): Product {
  const { limitPerShopper = before, ...others } = fields;
  const given = Object.fromEntries(Object.entries(others).filter(([, value]) => value !== undefined));
  return { ...product, ...given, ...(limitPerShopper && { limitPerShopper }) };
}

/** Of what costs nothing one visitor could carry everything away. @throws AppError LIMIT_REQUIRED */
function limited(product: Product): Product {
  if (product.price.amount === 0 && product.limitPerShopper === undefined) throw LimitRequired();
  return product;
}

/** Brings what the catalogue shows up to date with the stock, and tells when it became low. */
export function restock(product: Product, available: number, at: number): ProductChanged | undefined {
  const availability = availabilityOf(available, product.lowAt);
  if (availability === product.availability) return undefined;
  return {
    state: { ...product, availability, changedAt: at },
    facts: product.availability === 'in-stock' ? [{ type: 'stock-low', at, available }] : [],
  };
}

/** What every bucket of a product repeats of it. */
const told = ({ price, active, lowAt, buckets }: Product): string =>
  [price.amount, price.currency, active, lowAt, buckets].join();

function bucketSides(before: Product, after: Product): ProductSide[] {
  if (told(before) === told(after)) return [];
  return Array.from({ length: after.buckets }, (_, bucket) =>
    bucket >= before.buckets ? { type: 'open-bucket', bucket, units: 0 } : { type: 'retell-bucket', bucket },
  );
}

/** @throws AppError VERSION_REQUIRED when the caller names no version */
export function requireVersion(version: number | undefined): number {
  if (version === undefined) throw VersionRequired();
  return version;
}
