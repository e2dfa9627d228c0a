import { ABSENT, type Items, queryAll } from '@cartless/aggregate';
import { isRecent } from '@cartless/domain';
import { type Zone, zoneNamed } from '../calendar/zone.ts';
import { type Generation, zonesPartition } from '../analytics-table.ts';
import type { Ground } from '../ground.ts';

/**
 * A zone by whose days and months sums are kept. It is ready when the sums hold all that is folded; until then reports read
 * days by their slots.
 */
export type KeptZone = Readonly<{ zone: Zone; isReady: boolean }>;

type Place = Readonly<{ items: Items; generation: Generation }>;

/** How long a container may work with the zones that it read, in milliseconds. They only become more. */
const LEASE_MS = 10_000;

/** The zones that sums are kept by. */
export async function readKeptZones({ items, generation }: Place): Promise<KeptZone[]> {
  const zones: KeptZone[] = [];
  for await (const { sk, ready } of queryAll(items, { hash: zonesPartition(generation), consistent: true })) {
    zones.push({ zone: zoneNamed(String(sk)), isReady: ready === true });
  }
  return zones;
}

/** The same with those that are new. None is ever given up, because what was folded meanwhile would be missing. */
export async function keepZones(place: Place, names: readonly string[]): Promise<KeptZone[]> {
  const known = await readKeptZones(place);
  const missing = names.filter((name) => known.every(({ zone }) => zone.name !== name));
  for (const name of missing) {
    const put = { pk: zonesPartition(place.generation), sk: name, ready: false };
    await place.items.write([{ put, when: { pk: ABSENT } }]);
  }
  return missing.length === 0 ? known : readKeptZones(place);
}

/** Says of zones that their sums hold all that is folded. */
export async function zonesAreReady({ items, generation }: Place, zones: readonly KeptZone[]): Promise<void> {
  for (const { zone } of zones) {
    await items.write([{ update: { pk: zonesPartition(generation), sk: zone.name }, set: { ready: true } }]);
  }
}

/** Reads which zones are ready, at most once per lease. */
export function readyZones({ items, now }: Pick<Ground, 'items' | 'now'>) {
  let known: readonly Zone[] = [];
  let of: Generation | undefined;
  let readAt = -Infinity;
  return async (generation: Generation): Promise<readonly Zone[]> => {
    const at = now().getTime();
    if (of === generation && isRecent(readAt, LEASE_MS, at)) return known;
    const zones = await readKeptZones({ items, generation });
    known = zones.filter(({ isReady }) => isReady).map(({ zone }) => zone);
    of = generation;
    readAt = at;
    return known;
  };
}
