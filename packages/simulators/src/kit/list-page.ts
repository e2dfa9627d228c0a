export interface ListPage<T> {
  readonly items: readonly T[];
  readonly hasMore: boolean;
}

/** Positions in the list, newest first, between which the page lies; the ends of the list where they are absent. */
export interface PageBounds {
  readonly size: number;
  readonly olderThan?: number | undefined;
  readonly newerThan?: number | undefined;
}

/** Cuts one page: the newest of what lies between the bounds, or with `newerThan` the ones next to that. */
export function cutPage<T>(newestFirst: readonly T[], bounds: PageBounds): ListPage<T> {
  const { size, olderThan = -1, newerThan } = bounds;
  const range = newestFirst.slice(olderThan + 1, newerThan);
  const items = newerThan === undefined ? range.slice(0, size) : range.slice(-size);
  return { items, hasMore: range.length > items.length };
}
