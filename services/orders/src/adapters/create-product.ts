import { outboxPointer, ProductChanged } from '@cartless/domain';
import { transactWrite } from '@cartless/dynamodb';
import type { Product } from '../domain/product.ts';
import { spread } from '../domain/product.ts';
import { toMovementItem } from './movement-item.ts';
import { toProductItem } from './product-item.ts';
import { searchWrites } from './search-items.ts';
import { toStockItem } from './stock-item.ts';
import type { Item, Store, TransactItem } from './store.ts';

/**
 * Writes a new product with its stock, the first entry of its ledger, its search terms and its event, all or nothing.
 * @param by who creates it
 * @returns false when a product with that id is there already; then nothing is written
 */
export async function createProduct(
  store: Store,
  product: Product,
  units: number,
  by = 'system',
): Promise<boolean> {
  const { productId, createdAt, buckets } = product;
  const put = (Item: Item): TransactItem => ({ Put: { TableName: store.table, Item } });
  const first = { id: 'first', kind: 'receipt', units, reason: 'first stock', by, at: createdAt } as const;
  const outcome = await transactWrite(store.client, [
    {
      Put: {
        TableName: store.table,
        Item: { ...toProductItem(product), outbox: [productChanged(product, createdAt)] },
        ConditionExpression: 'attribute_not_exists(pk)',
      },
    },
    ...spread(units, buckets).map((n, bucket) => put(toStockItem(product, bucket, n))),
    ...(units > 0 ? [put(toMovementItem(productId, first))] : []),
    ...searchWrites(store, product, undefined),
  ]);
  return outcome.ok;
}

/** The outbox entry of a product as it is now. */
export const productChanged = ({ productId, version }: Product, at: number) =>
  outboxPointer(ProductChanged, { subject: productId, sequence: version, time: new Date(at).toISOString() });
