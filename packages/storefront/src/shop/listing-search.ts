/** How a list can be ordered. */
export const SORTS = ['relevance', 'newest', 'price', '-price'] as const;
export type Sort = (typeof SORTS)[number];

/** What the address of a list says: words, filters and order. Amounts are in the currency's main unit, as people type them. */
export type Listing = Readonly<{
  q?: string;
  category?: string;
  min?: number;
  max?: number;
  stock?: true;
  sort?: Sort;
}>;

const amount = (value: unknown): number | undefined => {
  const number = value === '' || value === null || value === undefined ? Number.NaN : Number(value);
  return Number.isFinite(number) && number >= 0 && number < 1e7 ? Math.round(number * 100) / 100 : undefined;
};
const text = (value: unknown): string | undefined =>
  typeof value === 'string' || typeof value === 'number'
    ? String(value).trim().slice(0, 100) || undefined
    : undefined;

/** Reads an address; what means nothing in it is left out. */
export function readListing(search: Readonly<Record<string, unknown>>): Listing {
  const [q, category] = [text(search['q']), text(search['category'])];
  const [min, max] = [amount(search['min']), amount(search['max'])];
  const sort = SORTS.find((one) => one === search['sort']);
  return {
    ...(q !== undefined && { q }),
    ...(category !== undefined && { category }),
    ...(min !== undefined && { min }),
    ...(max !== undefined && { max }),
    ...(search['stock'] === true && { stock: true }),
    ...(sort !== undefined && { sort }),
  };
}

const PAGE = 24;

/** What the shop is asked for. Prices of the catalogue are in minor units. */
export const queryOfListing = ({ q, category, min, max, stock, sort }: Listing) => ({
  limit: PAGE,
  facets: 'true' as const,
  ...(q !== undefined && { q }),
  ...(category !== undefined && { category }),
  ...(min !== undefined && { minPrice: Math.round(min * 100) }),
  ...(max !== undefined && { maxPrice: Math.round(max * 100) }),
  ...(stock === true && { inStock: 'true' as const }),
  ...(sort !== undefined && { sort }),
});
