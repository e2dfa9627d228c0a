import { transactWrite } from '@cartless/dynamodb';
import type { SaveProduct } from '../application/ports.ts';
import type { Product } from '../domain/product.ts';
import { productChanged } from './create-product.ts';
import { stockKey } from './keys.ts';
import { toProductItem } from './product-item.ts';
import { searchWrites } from './search-items.ts';
import { stockTerms, toStockItem } from './stock-item.ts';
import type { Store, TransactItem } from './store.ts';

/**
 * Writes a changed product, what its buckets of stock repeat of it, its search terms and its event, all or nothing.
 * @returns false when somebody else changed it since `before` was read; then nothing is written
 */
export const saveProduct =
  (store: Store): SaveProduct =>
  async (before, after, at) => {
    const outcome = await transactWrite(store.client, [
      {
        Put: {
          TableName: store.table,
          Item: { ...toProductItem(after), outbox: [productChanged(after, at)] },
          ConditionExpression: 'v = :version',
          ExpressionAttributeValues: { ':version': before.version },
        },
      },
      ...bucketWrites(store, before, after),
      ...searchWrites(store, after, before),
    ]);
    return outcome.ok;
  };

function bucketWrites({ table }: Store, before: Product, after: Product): TransactItem[] {
  if (JSON.stringify(stockTerms(before)) === JSON.stringify(stockTerms(after))) return [];
  const { p, c, act, low, k } = stockTerms(after);
  return Array.from({ length: after.buckets }, (_, bucket) =>
    bucket >= before.buckets
      ? { Put: { TableName: table, Item: toStockItem(after, bucket, 0) } }
      : {
          Update: {
            TableName: table,
            Key: stockKey(after.productId, bucket),
            UpdateExpression: 'SET p = :p, c = :c, act = :act, low = :low, k = :k',
            ExpressionAttributeValues: { ':p': p, ':c': c, ':act': act, ':low': low, ':k': k },
          },
        },
  );
}
