/** What one reading brought, and where the next one begins; absent at the end. */
export type Reading<T, P> = Readonly<{ items: readonly T[]; next?: P | undefined }>;

export type Filling<P> = Readonly<{
  /** How many are wanted. */
  limit: number;
  /** Where the first reading begins; at the beginning when left out. */
  start?: P | undefined;
  /** The page is given after so many readings, full or not. */
  rounds: number;
  /** Goes on beyond that while nothing was found. */
  untilSome?: boolean;
}>;

/**
 * Fills a page from readings that may let little through: it reads on until the page is full, until the end, or for so many rounds.
 *
 * @param read reads from a place on, at most so many as are still wanted
 * @returns what was found, and where to go on when it was not the end
 */
export async function fillPage<T, P>(
  { limit, start, rounds, untilSome = false }: Filling<P>,
  read: (wanted: number, from: P | undefined) => Promise<Reading<T, P>>,
): Promise<Reading<T, P>> {
  const items: T[] = [];
  let from = start;
  for (let round = 0; ; round += 1) {
    if (round >= rounds && !(untilSome && items.length === 0)) break;
    const { items: found, next } = await read(limit - items.length, from);
    items.push(...found);
    from = next;
    if (next === undefined || items.length >= limit) break;
  }
  return { items, ...(from !== undefined && { next: from }) };
}
