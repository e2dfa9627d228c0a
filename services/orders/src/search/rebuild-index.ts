import { type Items, queryAll } from '@cartless/aggregate';
import type { ProductReader } from '../catalogue/product-reader.ts';
import type { Clock } from '../ordering/ports.ts';
import { OVERLAP_MS } from './live-index.ts';
import { SearchIndex } from './search-index.ts';
import { type Head, readHead, writeSnapshot } from './snapshot-store.ts';

type Ports = Readonly<{
  items: Items;
  products: ProductReader;
  now: Clock;
  pause?: (ms: number) => Promise<void>;
}>;

/** A snapshot is written anew after so many changes at least, so that new containers have little to catch up with. */
const LEAST_CHANGES = 200;
const SHARE = 0.01;
/** And every day, so that whatever was missed by a clock that was wrong comes in. */
const OLD_MS = 86_400_000;

/** Writes a snapshot of all that can be bought when the last one is too far behind, or when `force` asks for it. */
export const rebuildIndex =
  ({ items, products, now, pause }: Ports) =>
  async ({ force = false } = {}): Promise<Readonly<{ rebuilt: boolean; products: number }>> => {
    const at = now().getTime() - OVERLAP_MS;
    const head = await readHead(items);
    if (!force && head !== undefined && (await isGoodEnough(items, head, at))) {
      return { rebuilt: false, products: head.products };
    }
    const index = new SearchIndex();
    for await (const item of queryAll(items, { index: 'products-newest', hash: 'all' })) {
      index.put(products.decode(item));
    }
    const written = await writeSnapshot(items, index, { at, now: now(), ...(pause && { pause }) });
    return { rebuilt: true, products: written.products };
  };

async function isGoodEnough(items: Items, head: Head, at: number): Promise<boolean> {
  if (at - head.at > OLD_MS) return false;
  const limit = Math.max(LEAST_CHANGES, Math.ceil(head.products * SHARE));
  const { looked } = await items.query({
    index: 'products-changed',
    hash: 'all',
    range: { from: head.at },
    limit,
  });
  return looked < limit;
}
