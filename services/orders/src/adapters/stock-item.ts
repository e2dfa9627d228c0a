import type { Product } from '../domain/product.ts';
import { stockKey } from './keys.ts';
import type { Item } from './store.ts';

/**
 * What a bucket repeats of its product, so that one conditional update can check price and activity and take units,
 * and so that the stream tells without a read when the product may be running low.
 */
export const stockTerms = ({ price, active, lowAt, buckets }: Product) => ({
  p: price.amount,
  c: price.currency,
  act: active,
  low: lowAt,
  k: buckets,
});

export const toStockItem = (product: Product, bucket: number, units: number): Item => ({
  ...stockKey(product.productId, bucket),
  n: units,
  ...stockTerms(product),
});
