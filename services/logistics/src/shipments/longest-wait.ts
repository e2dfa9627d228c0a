import type { Clock, Shipments } from './ports.ts';

type Tell = (since: number | undefined, now: number) => void;

/** Of parcels with which something went wrong so many are looked at, those that were made first. */
const MOST = 100;
/** Its alarm looks at an hour at a time: who runs every minute need not look in each. */
const EVERY_MINUTES = 15;

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

/** Looks for the longest wait in the minutes that begin a quarter of an hour, and tells of it; what runs every minute looks four times an hour. */
export const watchWaits =
  ({ shipments, clock, tell }: Readonly<{ shipments: Pick<Shipments, 'list'>; clock: Clock; tell: Tell }>) =>
  async (): Promise<void> => {
    const now = clock();
    if (now.getUTCMinutes() % EVERY_MINUTES === 0) tell(await longestWait(shipments)(), now.getTime());
  };
