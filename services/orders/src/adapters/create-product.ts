import { outboxPointer, ProductChanged } from '@cartless/domain';
import { transactWrite } from '@cartless/dynamodb';
import type { Product } from '../domain/product.ts';
import { spread } from '../domain/product.ts';
import { movementKey, stockKey } from './keys.ts';
import { toProductItem } from './product-item.ts';
import { searchWrites } from './search-items.ts';
import type { Item, Store } from './store.ts';

/**
 * Writes a new product with its stock, the first entry of its ledger, its search terms and its event, all or nothing.
 * @returns false when a product with that id is there already; then nothing is written
 */
export async function createProduct(store: Store, product: Product, units: number): Promise<boolean> {
  const { client, table } = store;
  const put = (item: Item) => ({ Put: { TableName: table, Item: item } });
  const { productId, price, active, version, createdAt, buckets } = product;
  const event = { subject: productId, sequence: version, time: new Date(createdAt).toISOString() };
  const item = { ...toProductItem(product), outbox: [outboxPointer(ProductChanged, event)] };
  const outcome = await transactWrite(client, [
    { Put: { TableName: table, Item: item, ConditionExpression: 'attribute_not_exists(pk)' } },
    ...spread(units, buckets).map((n, bucket) =>
      put({ ...stockKey(productId, bucket), n, p: price.amount, c: price.currency, act: active }),
    ),
    ...(units > 0
      ? [put({ ...movementKey(productId, createdAt, 'first'), kind: 'receipt', d: units, r: 'first stock' })]
      : []),
    ...searchWrites(store, product, undefined),
  ]);
  return outcome.ok;
}
