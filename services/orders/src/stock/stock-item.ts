import type { Item } from '@cartless/aggregate';
import type { Product } from '../catalogue/product.ts';
import { stockKey } from '../orders-table.ts';

/**
 * What a bucket repeats of its product, so that one conditional update can check price and activity and take units,
 * and so that the stream tells without a read when the product may be running low.
 */
export const bucketTerms = ({ price, active, lowAt, buckets }: Product): Item => ({
  p: price.amount,
  c: price.currency,
  act: active,
  low: lowAt,
  k: buckets,
});

export const bucketItem = (product: Product, bucket: number, units: number): Item => ({
  ...stockKey(product.productId, bucket),
  n: units,
  ...bucketTerms(product),
});
