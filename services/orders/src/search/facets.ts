import { departmentOf } from '../catalogue/product.ts';
import { type Filters, PASSES } from './matches.ts';
import type { Hit } from './search-index.ts';

/** By what the answer could be narrowed down further. */
export type Facets = Readonly<{
  /** How many there are in each department and category, the most first. */
  categories: Readonly<{ category: string; count: number }>[];
  /** Minor units; null where nothing is found. */
  price: Readonly<{ min: number; max: number }> | null;
}>;

/**
 * The facets of what a query finds. Each leaves its own filter out, because it shows what else could be chosen in its place.
 */
export function facetsOf(hits: readonly Hit[], filters: Filters): Facets {
  const cards = hits.map(({ card }) => card);
  const inStock = cards.filter((card) => PASSES.stock(card, filters));
  const counts = new Map<string, number>();
  for (const card of inStock) {
    if (!PASSES.price(card, filters)) continue;
    for (const category of new Set([departmentOf(card.category), card.category])) {
      counts.set(category, (counts.get(category) ?? 0) + 1);
    }
  }
  const prices = inStock.filter((card) => PASSES.category(card, filters)).map(({ price }) => price);
  const categories = Array.from(counts, ([category, count]) => ({ category, count }));
  return {
    categories: categories.toSorted((a, b) => b.count - a.count || (a.category < b.category ? -1 : 1)),
    price: prices.length === 0 ? null : { min: least(prices), max: -least(prices.map((price) => -price)) },
  };
}

/** Not `Math.min(...)`, which takes no more numbers than fit on the stack. */
const least = (numbers: readonly number[]): number => numbers.reduce((a, b) => Math.min(a, b), Infinity);
