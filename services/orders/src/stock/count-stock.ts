import { inOrder, type Items, queryAll } from '@cartless/aggregate';
import type { Product } from '../catalogue/product.ts';
import type { ProductReader } from '../catalogue/product-reader.ts';
import { offersOf } from '../catalogue/variants.ts';
import type { Clock } from '../ordering/ports.ts';
import { readBuckets } from './bucket-store.ts';
import { count, type StockCounts } from './stock-count.ts';
import { total } from './stock-plan.ts';

type Ports = Readonly<{
  items: Items;
  products: ProductReader;
  counts: StockCounts;
  now: Clock;
  failed: (productId: string, error: unknown) => void;
}>;

/** How many products are read at once. */
const TOGETHER = 50;
/** What went out of the catalogue is looked at for so long; runs are an hour apart. */
const CHANGED_MS = 86_400_000;

/**
 * Counts what can be bought, and what was changed in the last day, and tells of each product whose stock, price or cost is not what
 * was told before. It reads what there is to sell and writes what differs.
 */
export const countStock =
  ({ items, products, counts, now, failed }: Ports) =>
  async (): Promise<Readonly<{ counted: number; told: number; failed: number }>> => {
    const sums = { counted: 0, told: 0, failed: 0 };
    const read = readBuckets(items);
    const tell = async (some: readonly Product[]): Promise<void> => {
      const wanted = some.flatMap((product) =>
        offersOf(product).map(({ sku }) => ({ sku, buckets: product.buckets })),
      );
      const [buckets, known] = await Promise.all([
        read(wanted),
        counts.readMany(some.map(({ productId }) => productId)),
      ]);
      for (const product of some) {
        const available = new Map(
          offersOf(product).map(({ sku }) => [sku, total(buckets.get(sku) ?? [])] as const),
        );
        sums.counted += 1;
        try {
          const before = known.get(product.productId);
          const at = now().getTime();
          const change = count(before, { product, available }, at);
          if (change === undefined) continue;
          await (before === undefined
            ? counts.create(() => change)
            : counts.change(product.productId, (own) => count(own, { product, available }, at), {
                known: before,
              }));
          sums.told += 1;
        } catch (error) {
          sums.failed += 1;
          failed(product.productId, error);
        }
      }
    };
    for await (const some of chunks(sellable(items, products))) await tell(some);
    for await (const some of chunks(lately(items, products, now().getTime() - CHANGED_MS))) await tell(some);
    return sums;
  };

async function* sellable(items: Items, products: ProductReader): AsyncGenerator<Product> {
  for await (const item of queryAll(items, { index: 'products-newest', hash: 'all' })) {
    yield products.decode(item);
  }
}

/** Those that cannot be bought any more; the others have been looked at. */
async function* lately(items: Items, products: ProductReader, from: number): AsyncGenerator<Product> {
  const range = { from };
  for await (const entry of queryAll(items, { index: 'products-changed', hash: 'all', range })) {
    for (const item of await inOrder(items, [entry])) {
      const product = products.decode(item);
      if (!product.active) yield product;
    }
  }
}

async function* chunks(all: AsyncIterable<Product>): AsyncGenerator<Product[]> {
  let some: Product[] = [];
  for await (const one of all) {
    some.push(one);
    if (some.length < TOGETHER) continue;
    yield some;
    some = [];
  }
  if (some.length > 0) yield some;
}
