import { ABSENT, type Condition, decode, type Item, nameOfKey } from '@cartless/aggregate';
import type { Agreement, Broken } from '@cartless/aggregate/repairing';
import { ORDERS_TABLE, stockKey } from '../orders-table.ts';
import { bucketItem, bucketTerms } from '../stock/stock-item.ts';
import type { Product } from './product.ts';
import { productDeclaration } from './product-store.ts';
import { offersOf } from './variants.ts';

const nameOf = (item: Item): string => nameOfKey(ORDERS_TABLE, item);

/** A product is written with what its buckets repeat of it; orders look at the buckets alone. */
export const bucketsAgree: Agreement = {
  says: 'every bucket of stock says of its product what the product says',
  watch() {
    const products: Product[] = [];
    const buckets = new Map<string, Item>();
    return {
      see(item) {
        if (item['sk'] === 'product') products.push(decode(productDeclaration, item));
        else if (item['sk'] === 'stock') buckets.set(nameOf(item), item);
      },
      *broken() {
        const offered = new Set<string>();
        for (const product of products)
          for (const { sku, variantId } of offersOf(product))
            for (let bucket = 0; bucket < product.buckets; bucket += 1) {
              const name = nameOf(stockKey(sku, bucket));
              offered.add(name);
              const wanted = bucketItem(product, variantId, bucket, 0);
              const broken = wrong(buckets.get(name), wanted, bucketTerms(product, variantId));
              if (broken !== undefined) yield broken;
            }
        for (const [name, bucket] of buckets)
          if (!offered.has(name) && bucket['act'] === true) yield closed(bucket);
      },
    };
  },
};

/** @param wanted the bucket as it would be made */
function wrong(stored: Item | undefined, wanted: Item, terms: Item): Broken | undefined {
  const { pk, sk } = wanted as Readonly<Record<'pk' | 'sk', string>>;
  if (stored === undefined)
    return { says: `${pk} is not there`, mend: [{ put: wanted, when: { pk: ABSENT } }] };
  const different = Object.keys(terms).filter((name) => stored[name] !== terms[name]);
  if (different.length === 0) return undefined;
  const asSeen = Object.fromEntries(different.map((name) => [name, stored[name] ?? ABSENT])) as Condition;
  return {
    says: `${pk} says other terms than its product`,
    mend: [{ update: { pk, sk }, set: terms, when: asSeen }],
  };
}

function closed({ pk, sk }: Item): Broken {
  return {
    says: `${String(pk)} can be bought, and no product offers it`,
    mend: [{ update: { pk: String(pk), sk: String(sk) }, set: { act: false }, when: { act: true } }],
  };
}
