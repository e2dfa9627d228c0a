import { aggregate, aggregateStore, type Items, type Store, tells } from '@cartless/aggregate';
import { ProductChanged, StockLow } from '@cartless/domain';
import { movementItem } from '../stock/movement-item.ts';
import { productKey, stockKey } from '../orders-table.ts';
import { readBuckets } from '../stock/bucket-store.ts';
import { bucketItem, bucketTerms } from '../stock/stock-item.ts';
import { total } from '../stock/stock-plan.ts';
import { ProductNotFound } from './errors.ts';
import { fromProductItem, productIndexes, toProductItem } from './product-item.ts';
import type { Product, ProductFact, ProductSide, Stocked } from './product.ts';

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
    'stock-low': tells(StockLow, ({ available }, { productId, lowAt }) => ({
      productId,
      available,
      threshold: lowAt,
    })),
  },
  sides: {
    'open-bucket': ({ bucket, units }, product) => ({ put: bucketItem(product, bucket, units) }),
    'retell-bucket': ({ bucket }, product) => ({
      update: stockKey(product.productId, bucket),
      set: bucketTerms(product),
    }),
    'book-first-stock': ({ units, by }, { productId, createdAt: at }) => ({
      put: movementItem(productId, { id: 'first', kind: 'receipt', units, reason: 'first stock', by, at }),
    }),
  },
  notFound: ProductNotFound,
});

export type Products = Store<Product, ProductFact, ProductSide>;

export const productStore = (items: Items): Products => aggregateStore(productDeclaration, items);

/**
 * A product and how many there are: one request, and another when its stock is spread over several buckets.
 * @throws AppError PRODUCT_NOT_FOUND
 */
export const readStocked =
  (products: Products, items: Items) =>
  async (productId: string): Promise<Stocked> => {
    const found = await items.getMany([productKey(productId), stockKey(productId, 0)], { consistent: true });
    const item = found.find(({ sk }) => sk === 'product');
    if (item === undefined) throw ProductNotFound();
    const product = products.decode(item);
    if (product.buckets === 1) {
      return { product, available: Number(found.find(({ sk }) => sk === 'stock')?.['n'] ?? 0) };
    }
    const buckets = await readBuckets(items)([product]);
    return { product, available: total(buckets.get(productId) ?? []) };
  };
