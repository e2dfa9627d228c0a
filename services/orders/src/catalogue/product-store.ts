import { aggregate, aggregateStore, type Items, type Store, tells } from '@cartless/aggregate';
import { ProductChanged, StockLow, named, skuOf } from '@cartless/domain';
import { movementItem } from '../stock/movement-item.ts';
import { stockKey } from '../orders-table.ts';
import { bucketItem, bucketTerms } from '../stock/stock-item.ts';
import { productIndexes, toProductItem } from './product-item.ts';
import { productReadable } from './product-reader.ts';
import type { Product, ProductFact, ProductSide } from './product.ts';

/** All that a product is, besides its rules. */
export const productDeclaration = aggregate<Product, ProductFact, ProductSide>({
  ...productReadable,
  toItem: toProductItem,
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
});

export type Products = Store<Product, ProductFact, ProductSide>;

export const productStore = (items: Items): Products => aggregateStore(productDeclaration, items);
