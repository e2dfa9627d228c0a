import { BatchGetCommand } from '@aws-sdk/lib-dynamodb';
import type { ReadProduct } from '../application/ports.ts';
import { ProductNotFound } from '../domain/errors.ts';
import { productKey, stockKey } from './keys.ts';
import { fromProductItem } from './product-item.ts';
import { readBuckets } from './read-buckets.ts';
import type { Store } from './store.ts';

/**
 * A product and how many there are: one request, and another when its stock is spread over several buckets.
 * @throws AppError PRODUCT_NOT_FOUND
 */
export const readProduct =
  (store: Store): ReadProduct =>
  async (productId) => {
    const { client, table } = store;
    const Keys = [productKey(productId), stockKey(productId, 0)];
    const answer = await client.send(
      new BatchGetCommand({ RequestItems: { [table]: { Keys, ConsistentRead: true } } }),
    );
    const items = answer.Responses?.[table] ?? [];
    const item = items.find(({ sk }) => sk === 'product');
    if (item === undefined) throw ProductNotFound();
    const product = fromProductItem(item);
    if (product.buckets === 1) {
      return { product, available: Number(items.find(({ sk }) => sk === 'stock')?.['n'] ?? 0) };
    }
    const buckets = await readBuckets(store)(productId, product.buckets);
    return { product, available: buckets.reduce((sum, one) => sum + one.available, 0) };
  };
