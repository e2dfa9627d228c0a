import type { Searchable } from './live-index.ts';
import type { Hit } from './search-index.ts';
import { queryWords } from './search-query.ts';

/** Queries whose hits are kept: who reads one page reads the next. */
const KEPT = 10;

/** Finds what has the words of a query, or everything without one, and does not look twice while nothing changes. */
export function recentHits(): (searchable: Searchable, q: string | undefined) => readonly Hit[] {
  const kept = new Map<
    string,
    Readonly<{ searchable: Searchable; revision: number; hits: readonly Hit[] }>
  >();
  return ({ index, placesOf }, q) => {
    if (q === undefined) return index.all();
    const { revision } = index;
    const known = kept.get(q);
    kept.delete(q);
    const isSame =
      known?.revision === revision &&
      known.searchable.index === index &&
      known.searchable.placesOf === placesOf;
    const hits = isSame ? known.hits : index.find(queryWords(q, placesOf));
    kept.set(q, { searchable: { index, placesOf }, revision, hits });
    const [oldest] = kept.keys();
    if (kept.size > KEPT && oldest !== undefined) kept.delete(oldest);
    return hits;
  };
}
