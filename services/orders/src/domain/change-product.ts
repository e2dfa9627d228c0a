import type { Localized, Money } from '@cartless/domain';
import { BucketsCannotShrink, VersionConflict, VersionRequired } from './errors.ts';
import type { Product } from './product.ts';

export type ProductChange = Readonly<{
  title?: Localized | undefined;
  description?: Localized | undefined;
  category?: string | undefined;
  price?: Money | undefined;
  images?: readonly string[] | undefined;
  attributes?: Readonly<Record<string, string>> | undefined;
  active?: boolean | undefined;
  lowAt?: number | undefined;
  buckets?: number | undefined;
}>;

/**
 * The product after a change that was made knowing a version of it.
 * @throws AppError VERSION_CONFLICT, BUCKETS_CANNOT_SHRINK
 */
export function changeProduct(product: Product, change: ProductChange, version: number | undefined): Product {
  if (version !== undefined && version !== product.version) {
    throw VersionConflict({ details: { version: product.version } });
  }
  if (change.buckets !== undefined && change.buckets < product.buckets) {
    throw BucketsCannotShrink({ details: { buckets: product.buckets } });
  }
  const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
  return { ...product, ...given, version: product.version + 1 };
}

/** @throws AppError VERSION_REQUIRED when the caller names no version */
export function requireVersion(version: number | undefined): number {
  if (version === undefined) throw VersionRequired();
  return version;
}
