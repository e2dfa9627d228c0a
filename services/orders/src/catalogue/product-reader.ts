import { aggregateReader, type Items, readable, type Reader } from '@cartless/aggregate';
import { productKey, stockKey } from '../orders-table.ts';
import { readBuckets } from '../stock/bucket-store.ts';
import { total } from '../stock/stock-plan.ts';
import { ProductNotFound } from './errors.ts';
import { fromProductItem } from './product-item.ts';
import type { Product, Stocked } from './product.ts';
import { offersOf } from './variants.ts';

/** What a product is to whoever only reads it. */
export const productReadable = readable<Product>({
  name: 'product',
  key: productKey,
  idOf: ({ productId }) => productId,
  version: 'v',
  fromItem: fromProductItem,
  notFound: ProductNotFound,
});

export type ProductReader = Reader<Product>;

export const productReader = (items: Items): ProductReader => aggregateReader(productReadable, items);

/**
 * A product and how many there are: one request, and another when its stock is spread over several buckets or is that of
 * variants.
 * @throws AppError PRODUCT_NOT_FOUND
 */
export const readStocked =
  (products: ProductReader, items: Items) =>
  async (productId: string): Promise<Stocked> => {
    const found = await items.getMany([productKey(productId), stockKey(productId, 0)], { consistent: true });
    const item = found.find(({ sk }) => sk === 'product');
    if (item === undefined) throw ProductNotFound();
    const product = products.decode(item);
    if (product.buckets === 1 && product.variants === undefined) {
      const units = Number(found.find(({ sk }) => sk === 'stock')?.['n'] ?? 0);
      return { product, available: new Map([[productId, units]]) };
    }
    const skus = offersOf(product).map(({ sku }) => sku);
    const buckets = await readBuckets(items)(skus.map((sku) => ({ sku, buckets: product.buckets })));
    return { product, available: new Map(skus.map((sku) => [sku, total(buckets.get(sku) ?? [])])) };
  };
