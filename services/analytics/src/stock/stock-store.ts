import { type Items, queryAll } from '@cartless/aggregate';
import type { StockCounted } from '@cartless/domain';
import { STOCK } from '../analytics-table.ts';

/** What was last told of a product's stock. */
export type ProductStock = Pick<
  StockCounted['data'],
  'productId' | 'title' | 'category' | 'active' | 'counted'
>;

/** How many writes are under way at once. */
const TOGETHER = 25;

/** Keeps what is told of stock: of each product the latest, whatever order it is heard of in. */
export const keepStock =
  ({ items }: Readonly<{ items: Items }>) =>
  async (events: readonly StockCounted[]): Promise<void> => {
    for (let from = 0; from < events.length; from += TOGETHER) {
      await Promise.all(
        events.slice(from, from + TOGETHER).map(({ sequence, data }) => {
          const { productId, title, category, active, counted } = data;
          const product: ProductStock = { productId, title, category, active, counted };
          const put = { pk: STOCK, sk: productId, sequence, ...product };
          // Refused when something later is known, which is right.
          return items.write([{ put, when: [{ pk: { exists: false } }, { sequence: { lt: sequence } }] }]);
        }),
      );
    }
  };

/** What was last told of every product. */
export async function readStock({ items }: Readonly<{ items: Items }>): Promise<ProductStock[]> {
  const found: ProductStock[] = [];
  for await (const item of queryAll(items, { hash: STOCK })) found.push(item as unknown as ProductStock);
  return found;
}
