import type { Shipments } from './ports.ts';

/** Of parcels with which something went wrong so many are looked at, those that were made first. */
const MOST = 100;

/**
 * Since when the shop, and not a carrier, keeps a parcel waiting, in milliseconds; undefined when none waits. One that has no label, or was not
 * fetched, waits since it was made; one that somebody has to look at, since something went wrong. One query for each state.
 */
export const longestWait =
  ({ list }: Pick<Shipments, 'list'>) =>
  async (): Promise<number | undefined> => {
    const [created, labelled, wrong] = await Promise.all([
      list('created', { limit: 1 }),
      list('label-bought', { limit: 1 }),
      list('exception', { limit: MOST }),
    ]);
    const since = [
      ...[...created.items, ...labelled.items].map(({ createdAt }) => createdAt),
      ...wrong.items.map(({ statusAt }) => statusAt),
    ];
    return since.length === 0 ? undefined : Math.min(...since.map((time) => Date.parse(time)));
  };
