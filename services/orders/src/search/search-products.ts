import { createHash } from 'node:crypto';
import { cursorCodec, fillPage, type Page } from '@cartless/aggregate';
import { PriceRangeInvalid } from '../catalogue/errors.ts';
import type { Product, Sort } from '../catalogue/product.ts';
import { type Facets, facetsOf } from './facets.ts';
import type { Searchable } from './live-index.ts';
import { belongs, comparePositions, type Filters, matchesOf, type Position, positionOf } from './matches.ts';
import { recentHits } from './recent-hits.ts';
import type { Hit } from './search-index.ts';

type Ports = Readonly<{
  searchable: () => Promise<Searchable>;
  readMany: (ids: readonly string[]) => Promise<ReadonlyMap<string, Product>>;
}>;

export type SearchWanted = Filters &
  Readonly<{
    q?: string | undefined;
    sort: Sort;
    limit: number;
    cursor?: string | undefined;
    facets?: boolean | undefined;
  }>;

/** A position and, in short, the list that it is of. */
const cursors = cursorCodec<Position & Readonly<{ f: string }>>({ f: 'S', k: 'N', at: 'N', id: 'S' });

/**
 * One page of what has the words of a query and passes the filters. What is shown is read from the table, so it is as it is
 * now; what the index has not heard of yet is left out, and the next ones take its place.
 *
 * @throws AppError PRICE_RANGE_INVALID, CURSOR_INVALID, SEARCH_NOT_READY
 */
export function searchProducts({ searchable, readMany }: Ports) {
  const hitsOf = recentHits();
  return async ({
    q,
    limit,
    cursor,
    facets = false,
    ...list
  }: SearchWanted): Promise<Page<Product> & Readonly<{ facets?: Facets }>> => {
    const { sort, ...filters } = list;
    if ((filters.minPrice ?? 0) > (filters.maxPrice ?? Infinity)) throw PriceRangeInvalid();
    const f = fingerprint([q, sort, filters.category, filters.minPrice, filters.maxPrice, filters.inStock]);
    const after = cursors.decode(cursor, { f });
    const found = await searchable();
    const hits = hitsOf(found, q);
    const matches = matchesOf(hits, list).filter(
      (hit) => after === undefined || comparePositions(positionOf(sort, hit), after) > 0,
    );
    const { items, last } = await fill(matches, limit, {
      read: readMany,
      belongs: (product) => belongs(product, filters),
      learn: (product) => found.index.put(product),
    });
    const nextCursor = cursors.encode(last && { f, ...positionOf(sort, last) });
    return { items, nextCursor, ...(facets && { facets: facetsOf(hits, filters) }) };
  };
}

type Reading = Readonly<{
  read: Ports['readMany'];
  belongs: (product: Product) => boolean;
  learn: (product: Product) => void;
}>;

/** Rounds of reading after which a page that has something is given, full or not. */
const ROUNDS = 5;

/** Reads matches until the page is full. @returns `last`, after which there is more, if there is */
async function fill(matches: readonly Hit[], limit: number, { read, belongs: isWanted, learn }: Reading) {
  const { items, next } = await fillPage(
    { limit, start: 0, rounds: ROUNDS, untilSome: true },
    async (wanted, from = 0) => {
      const hits = matches.slice(from, from + wanted);
      const found = await read(hits.map(({ card }) => card.id));
      const products = hits.flatMap(({ card }) => found.get(card.id) ?? []);
      products.forEach(learn);
      const end = from + hits.length;
      return { items: products.filter(isWanted), next: end < matches.length ? end : undefined };
    },
  );
  return { items, last: next === undefined ? undefined : matches[next - 1] };
}

const fingerprint = (list: readonly unknown[]): string =>
  createHash('sha256').update(JSON.stringify(list)).digest('base64url').slice(0, 12);
