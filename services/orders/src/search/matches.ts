import { belongsTo, type Product, type Sort } from '../catalogue/product.ts';
import type { Card } from './search-document.ts';
import type { Hit } from './search-index.ts';

/** What a list may be narrowed down by. Prices are minor units of the shop's currency, both included. */
export type Filters = Readonly<{
  /** A department or one of its categories. */
  category?: string | undefined;
  minPrice?: number | undefined;
  maxPrice?: number | undefined;
  inStock?: boolean | undefined;
}>;

/** The order of a list: by the first number, then the newest first, then by id, so that no two places are the same. */
export type Position = Readonly<{ k: number; at: number; id: string }>;

const KEY = {
  relevance: ({ rank }) => -rank,
  newest: ({ card }) => -card.createdAt,
  price: ({ card }) => card.price,
  '-price': ({ card }) => -card.price,
} as const satisfies Record<Sort, (hit: Hit) => number>;

export const positionOf = (sort: Sort, hit: Hit): Position => ({
  k: KEY[sort](hit),
  at: hit.card.createdAt,
  id: hit.card.id,
});

export const comparePositions = (a: Position, b: Position): number =>
  a.k - b.k || b.at - a.at || (a.id < b.id ? -1 : Number(a.id > b.id));

type Filtered = Pick<Card, 'category' | 'price' | 'soldOut'>;

/** Whether a card passes each filter; facets leave one out. */
export const PASSES = {
  category: ({ category }: Filtered, wanted: Filters): boolean =>
    wanted.category === undefined || belongsTo(category, wanted.category),
  price: ({ price }: Filtered, { minPrice = 0, maxPrice = Infinity }: Filters): boolean =>
    price >= minPrice && price <= maxPrice,
  stock: ({ soldOut }: Filtered, { inStock = false }: Filters): boolean => !(inStock && soldOut),
} as const;

const fits = (card: Filtered, filters: Filters): boolean =>
  Object.values(PASSES).every((passes) => passes(card, filters));

/** Whether a product as it is now belongs into a list. */
export const belongs = (product: Product, filters: Filters): boolean =>
  product.active &&
  fits(
    {
      category: product.category,
      price: product.price.amount,
      soldOut: product.availability === 'sold-out',
    },
    filters,
  );

/** The hits that pass the filters, in order. */
export const matchesOf = (
  hits: readonly Hit[],
  { sort, ...filters }: Filters & Readonly<{ sort: Sort }>,
): readonly Hit[] =>
  hits
    .filter(({ card }) => fits(card, filters))
    .map((hit) => ({ hit, position: positionOf(sort, hit) }))
    .toSorted((a, b) => comparePositions(a.position, b.position))
    .map(({ hit }) => hit);
