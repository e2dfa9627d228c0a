import { type Items, type Key, keyOf, queryAll } from '@cartless/aggregate';
import { isError, isRecent } from '@cartless/domain';
import { listCategories } from '../catalogue/categories-store.ts';
import { SearchNotReady } from '../catalogue/errors.ts';
import type { ProductReader } from '../catalogue/product-reader.ts';
import { inTurn } from '../in-turn.ts';
import type { Clock } from '../ordering/ports.ts';
import { categoryNames } from './category-names.ts';
import { SearchIndex } from './search-index.ts';
import { readHead, readSnapshot } from './snapshot-store.ts';

/**
 * Changes are looked for again from so long before the last look: a write takes a while after it looked at its clock, and
 * clocks differ.
 */
export const OVERLAP_MS = 15_000;
/** How often it is asked for a newer snapshot, and for the names of categories. */
const LOOK_MS = 60_000;
/** What one request takes in of changes, and looks through for them, at most; after an import, the next requests go on. */
const MOST_TAKEN = 1000;
const MOST_PAGES = 20;
const PAGE = 250;
/** A catalogue of so many products is read from the table while there is no snapshot. */
const MOST_WITHOUT_SNAPSHOT = 5000;
const RETRY_SECONDS = 30;

type Ports = Readonly<{ items: Items; products: ProductReader; now: Clock }>;

/** The index as it is at a moment, and which categories a word names. */
export type Searchable = Readonly<{ index: SearchIndex; placesOf: (word: string) => readonly string[] }>;

/** The index that this container keeps. Every call takes in what changed since the one before. */
export function liveIndex(ports: Ports): () => Promise<Searchable> {
  let kept: Kept | undefined;
  let failed: Readonly<{ error: unknown; at: number }> | undefined;
  const bring = async (): Promise<Searchable> => {
    const at = ports.now().getTime();
    if (failed !== undefined && isRecent(failed.at, RETRY_SECONDS * 1000, at)) throw failed.error;
    try {
      kept = await lookAgain(ports, kept);
    } catch (error) {
      // What is too large to be read in a request is not read again by the next one.
      if (isError(SearchNotReady, error)) failed = { error, at };
      throw error;
    }
    await catchUp(ports, kept);
    return kept;
  };
  // On a laptop one process answers several calls at once.
  return inTurn(bring);
}

type Kept = Searchable & {
  /** Of which snapshot it came; none when it was read from the table. */
  snapshot: string | undefined;
  lookedAt: number;
  /** All changes before this moment are in it. */
  mark: number;
  /** Where a look that was cut short goes on. */
  after: Key | undefined;
  /** The moments of the changes since the mark that are in it, by product. */
  known: Map<unknown, unknown>;
};

/**
 * Loads the index at first, and again when there is a newer snapshot: what was missed by bad clocks is in that. So it does
 * when the clock was set back, since all changes up to where it was ahead passed unseen.
 */
async function lookAgain(ports: Ports, before: Kept | undefined): Promise<Kept> {
  const at = ports.now().getTime();
  const kept = before !== undefined && before.mark <= at ? before : undefined;
  if (kept !== undefined && isRecent(kept.lookedAt, LOOK_MS, at)) return kept;
  const [head, categories] = await Promise.all([readHead(ports.items), listCategories(ports.items)]);
  const placesOf = categoryNames(categories);
  if (kept !== undefined && kept.snapshot === head?.snapshot) return { ...kept, placesOf, lookedAt: at };
  const index = head && (await readSnapshot(ports.items, head));
  // A snapshot that says it is from later was written by a clock that was ahead.
  const since = Math.min(index === undefined ? Infinity : (head?.at ?? 0), at - OVERLAP_MS);
  return {
    index: index ?? (await readCatalogue(ports)),
    placesOf,
    snapshot: head?.snapshot,
    lookedAt: at,
    mark: since,
    after: undefined,
    known: new Map(),
  };
}

/** @throws AppError SEARCH_NOT_READY when there is more to read than a request has time for */
async function readCatalogue({ items, products }: Ports): Promise<SearchIndex> {
  const index = new SearchIndex();
  for await (const item of queryAll(items, { index: 'products-newest', hash: 'all' })) {
    index.put(products.decode(item));
    if (index.size > MOST_WITHOUT_SNAPSHOT) throw SearchNotReady({ details: { retryAfter: RETRY_SECONDS } });
  }
  return index;
}

/** Takes in the products that changed since the last look: as a rule one query that finds nothing new. */
async function catchUp({ items, products, now }: Ports, kept: Kept): Promise<void> {
  const at = now().getTime();
  let taken = 0;
  for (let page = 0; page < MOST_PAGES && taken < MOST_TAKEN; page += 1) {
    const { items: changes, next } = await items.query({
      index: 'products-changed',
      hash: 'all',
      range: { from: kept.mark },
      limit: PAGE,
      ...(kept.after && { after: kept.after }),
    });
    const fresh = changes.filter(({ pk, cm }) => kept.known.get(pk) !== cm);
    const found = await items.getMany(
      fresh.map((change) => keyOf(items.table, change)),
      { consistent: true },
    );
    found.forEach((item) => kept.index.put(products.decode(item)));
    fresh.forEach(({ pk, cm }) => kept.known.set(pk, cm));
    taken += fresh.length;
    kept.after = next;
    if (next === undefined) break;
  }
  if (kept.after !== undefined) return;
  kept.mark = Math.max(kept.mark, at - OVERLAP_MS);
  for (const [pk, cm] of kept.known) if (Number(cm) < kept.mark) kept.known.delete(pk);
}
