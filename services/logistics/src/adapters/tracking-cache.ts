import { CacheableMemory } from '@cacheable/memory';
import { coalesceAsync } from '@cacheable/utils';
import { log } from '@cartless/lambda';
import type { Clock } from '../application/ports.ts';
import type { TrackingCache } from '../application/track-shipment.ts';
import type { TrackingView } from '../domain/tracking-view.ts';
import type { SharedStore } from './redis-store.ts';

export type CacheSettings = Readonly<{
  /** Younger answers are given without any read. */
  freshMs: number;
  /** Answers up to this age are given at once, and renewed meanwhile. */
  staleMs: number;
  redisUrl?: string | undefined;
  clock: Clock;
}>;

/** A cache whose connection can be closed, by a process that is to end. */
export type ClosableCache = TrackingCache & Readonly<{ close(): Promise<void> }>;

type Known = Readonly<{ view: TrackingView; at: number }>;

/** When nothing else is to be had, an answer may be so old. */
const KEPT_MS = 86_400_000;
/** About two kilobytes each. */
const MOST_ANSWERS = 5000;

/**
 * Remembers tracking answers, in this container and, where there is one, in Redis. A hundred who ask at once are one
 * load; a Redis that is gone costs nothing but the memory of other containers.
 */
export function trackingCache({ freshMs, staleMs, redisUrl, clock }: CacheSettings): ClosableCache {
  const memory = new CacheableMemory({ lruSize: MOST_ANSWERS, ttl: KEPT_MS });
  const shared = openShared(redisUrl);
  const container = crypto.randomUUID();
  const ageOf = (known: Known | undefined): number => (known ? clock().getTime() - known.at : Infinity);

  const recall = async (key: string): Promise<Known | undefined> => {
    const own = memory.get<Known>(key);
    if (ageOf(own) < freshMs) return own;
    const others = await (await shared)?.get<Known>(key);
    if (ageOf(others) >= ageOf(own)) return own;
    memory.set(key, others);
    return others;
  };
  const renew = (key: string, load: () => Promise<TrackingView | undefined>) =>
    coalesceAsync(`${container} ${key}`, async (): Promise<Known | undefined> => {
      const view = await load();
      if (view === undefined) return undefined;
      const known: Known = { view, at: clock().getTime() };
      memory.set(key, known);
      await (await shared)?.set(key, known, KEPT_MS);
      return known;
    });

  return {
    async get(key, load) {
      const known = await recall(key);
      const age = ageOf(known);
      if (known !== undefined && age < staleMs) {
        if (age >= freshMs)
          renew(key, load).catch((error: unknown) => log.warn('not renewed', { key, error }));
        return { view: known.view, stale: false };
      }
      try {
        const renewed = await renew(key, load);
        return renewed && { view: renewed.view, stale: false };
      } catch (error) {
        if (known === undefined) throw error;
        log.warn('an old tracking answer is given', { age, error });
        return { view: known.view, stale: true };
      }
    },
    close: async () => (await shared)?.close(),
  };
}

/** The client of Redis is loaded only where there is a Redis; without it the cache is the container's own. */
async function openShared(url: string | undefined): Promise<SharedStore | undefined> {
  if (!url) return undefined;
  try {
    const { redisStore } = await import('./redis-store.ts');
    return redisStore(url);
  } catch (error) {
    log.error('REDIS_URL is set and its client is not packaged: deploy with --param="redis=yes"', { error });
    return undefined;
  }
}
