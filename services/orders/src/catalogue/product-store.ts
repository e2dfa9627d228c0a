import { aggregate, aggregateStore, type Items, type Store, tells } from '@cartless/aggregate';
import { ProductChanged, StockLow, named, skuOf } from '@cartless/domain';
import { movementItem } from '../stock/movement-item.ts';
import { productKey, stockKey } from '../orders-table.ts';
import { readBuckets } from '../stock/bucket-store.ts';
import { bucketItem, bucketTerms } from '../stock/stock-item.ts';
import { total } from '../stock/stock-plan.ts';
import { ProductNotFound } from './errors.ts';
import { fromProductItem, productIndexes, toProductItem } from './product-item.ts';
import type { Product, ProductFact, ProductSide, Stocked } from './product.ts';
import { offersOf } from './variants.ts';

/** All that a product is, besides its rules. */
export const productDeclaration = aggregate<Product, ProductFact, ProductSide>({
  name: 'product',
  key: productKey,
  idOf: ({ productId }) => productId,
  version: 'v',
  toItem: toProductItem,
  fromItem: fromProductItem,
  indexes: productIndexes,
  facts: {
    'product-changed': tells(ProductChanged, (_, { productId, title, category, price, active }) => ({
      productId,
      title,
      category,
      price,
      active,
    })),
    'stock-low': tells(StockLow, ({ available, variantId }, { productId, lowAt }) => ({
      ...named({ productId, variantId }),
      available,
      threshold: lowAt,
    })),
  },
  sides: {
    'open-bucket': ({ variantId, bucket, units }, product) => ({
      put: bucketItem(product, variantId, bucket, units),
    }),
    'retell-bucket': ({ variantId, bucket }, product) => ({
      update: stockKey(skuOf({ ...product, variantId }), bucket),
      set: bucketTerms(product, variantId),
    }),
    'close-bucket': ({ bucket }, { productId }) => ({
      update: stockKey(productId, bucket),
      set: { act: false },
      when: { n: 0 },
    }),
    'book-first-stock': ({ variantId, units, by, at }, { productId }) => ({
      put: movementItem(skuOf({ productId, variantId }), {
        id: 'first',
        kind: 'receipt',
        units,
        reason: 'first stock',
        by,
        at,
      }),
    }),
  },
  notFound: ProductNotFound,
});

export type Products = Store<Product, ProductFact, ProductSide>;

export const productStore = (items: Items): Products => aggregateStore(productDeclaration, items);

/**
 * A product and how many there are: one request, and another when its stock is spread over several buckets or is that of
 * variants.
 * @throws AppError PRODUCT_NOT_FOUND
 */
export const readStocked =
  (products: Products, items: Items) =>
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
