import { skuOf } from '@cartless/domain';
import type { Item } from '@cartless/aggregate';
import type { Product } from '../catalogue/product.ts';
import { offersOf } from '../catalogue/variants.ts';
import { stockKey } from '../orders-table.ts';

/**
 * What a bucket repeats of its product, so that one conditional update can check price and activity and take units,
 * and so that the stream tells without a read when the product may be running low.
 */
export function bucketTerms(product: Product, variantId?: string): Item {
  const { lowAt, buckets } = product;
  const { price, active } = offersOf(product).find((offer) => offer.variantId === variantId) ?? product;
  return { p: price.amount, c: price.currency, act: active, low: lowAt, k: buckets };
}

export const bucketItem = (
  product: Product,
  variantId: string | undefined,
  bucket: number,
  units: number,
): Item => ({
  ...stockKey(skuOf({ ...product, variantId }), bucket),
  n: units,
  ...bucketTerms(product, variantId),
});
