import type { Found, Item, Items, Key, Query } from '@cartless/aggregate';
import type { Product } from '../src/catalogue/product.ts';
import { productIndexes, toProductItem } from '../src/catalogue/product-item.ts';
import { ORDERS_TABLE, productKey } from '../src/orders-table.ts';
import { readUnitsOf, writeUnitsOf } from '@cartless/aggregate/capacity-units';
import { itemSize } from '@cartless/aggregate/item-size';

const PAGE_BYTES = 1024 * 1024;
const sizeOf = (items: readonly Item[]): number => items.reduce((sum, item) => sum + itemSize(item), 0);

/** What was asked of the table, in requests and in AWS's units; reads are eventually consistent. */

/**
 * A table in memory that holds a catalogue and counts. A hundred thousand products in DynamoDB Local would take longer to
 * write than all the rest, and its times say nothing of AWS; what counts are requests and units.
 */
export class CountedTable {
  readonly #items = new Map<string, Item>();
  readonly #newest: Item[];
  readonly #changed: Item[] = [];
  used = { requests: 0, readUnits: 0, writeUnits: 0 };

  constructor(products: readonly Product[]) {
    this.#newest = products.map((product) => this.put(product));
  }

  take(): typeof this.used {
    const { used } = this;
    this.used = { requests: 0, readUnits: 0, writeUnits: 0 };
    return used;
  }

  /** Writes a product as it is now. */
  put(product: Product): Item {
    const item = {
      ...toProductItem(product),
      ...productIndexes(product),
      ...productKey(product.productId),
      v: product.version,
    };
    this.#items.set(item.pk, item);
    if ((product.changedAt ?? 0) > this.#items.size) this.#changed.push(item);
    return item;
  }

  items(): Items {
    return {
      table: ORDERS_TABLE,
      get: async (key) => (await this.#read([key]))[0],
      getMany: (keys) => this.#read(keys),
      query: async (query) => this.#query(query),
      putMany: () => Promise.reject(new Error('this bench loads its table by itself')),
      write: async (writes) => {
        for (const write of writes) {
          if (!('put' in write)) throw new Error('this table takes whole items');
          this.#items.set(String(write.put['pk']), write.put);
          this.used.writeUnits += writeUnitsOf(itemSize(write.put));
        }
        return { ok: true };
      },
    };
  }

  async #read(keys: readonly Key[]): Promise<Item[]> {
    const found = keys
      .map(({ pk }) => this.#items.get(String(pk)))
      .filter((item): item is Item => item !== undefined);
    if (keys.length > 0) this.used.requests += Math.ceil(keys.length / 100);
    this.used.readUnits += found.reduce((sum, item) => sum + readUnitsOf(itemSize(item)), 0);
    return found;
  }

  #query({ index, range, after }: Query): Found {
    const from = (range as { from?: number } | undefined)?.from ?? 0;
    const all =
      index === 'products-newest'
        ? this.#newest
        : index === 'products-changed'
          ? this.#changed
              .filter(({ cm }) => Number(cm) >= from)
              .map(({ pk, sk, gm, cm }): Item => ({ pk, sk, gm, cm }))
          : [];
    const start = Number(after?.['place'] ?? 0);
    let bytes = 0;
    let end = start;
    for (; end < all.length && bytes < PAGE_BYTES; end += 1) bytes += itemSize(all[end] ?? {});
    this.used.requests += 1;
    this.used.readUnits += readUnitsOf(sizeOf(all.slice(start, end)));
    return {
      items: all.slice(start, end),
      next: end < all.length ? { place: end } : undefined,
      looked: end - start,
    };
  }
}
