import { log } from '@cartless/lambda';
import { Cacheable, CacheableEvents } from 'cacheable';
import type { Clock } from '../application/ports.ts';
import type { TrackingCache } from '../application/track-shipment.ts';
import type { TrackingView } from '../domain/tracking-view.ts';

export type CacheSettings = Readonly<{
  /** Younger answers are given without any read. */
  freshMs: number;
  /** Answers up to this age are given at once, and renewed meanwhile. */
  staleMs: number;
  redisUrl?: string | undefined;
  clock: Clock;
}>;

type Known = Readonly<{ view: TrackingView; at: number }>;

/** When nothing else is to be had, an answer may be so old. */
const KEPT_MS = 86_400_000;

/**
 * Remembers tracking answers, in Redis if there is one and else in this container. A hundred who ask at once are one
 * load; a Redis that is gone costs nothing but the memory of other containers.
 */
export function trackingCache({ freshMs, staleMs, redisUrl, clock }: CacheSettings): TrackingCache {
  const opened = openCache(redisUrl);
  return {
    async get(key, load) {
      const cache = await opened;
      const renew = () =>
        cache.getOrSet(
          `fresh:${key}`,
          async () => {
            const view = await load();
            if (view === undefined) return undefined;
            const known: Known = { view, at: clock().getTime() };
            await cache.set(`known:${key}`, known, KEPT_MS);
            return known;
          },
          { ttl: freshMs, throwErrors: 'function' },
        );
      const known = await cache.get<Known>(`known:${key}`);
      const age = known === undefined ? Infinity : clock().getTime() - known.at;
      if (known !== undefined && age < freshMs) return { view: known.view, stale: false };
      if (known !== undefined && age < staleMs) {
        renew().catch((error: unknown) => log.warn('a tracking answer could not be renewed', { error }));
        return { view: known.view, stale: false };
      }
      try {
        const renewed = await renew();
        return renewed && { view: renewed.view, stale: false };
      } catch (error) {
        if (known === undefined) throw error;
        log.warn('an old tracking answer is given', { age, error });
        return { view: known.view, stale: true };
      }
    },
  };
}

async function openCache(redisUrl: string | undefined): Promise<Cacheable> {
  const cache = new Cacheable(redisUrl ? { secondary: await openRedis(redisUrl) } : {});
  cache.on(CacheableEvents.ERROR, (error: unknown) => log.warn('the cache is in trouble', { error }));
  return cache;
}

/** Loaded only where there is a Redis, because the client costs start-up time. */
async function openRedis(url: string) {
  const [{ default: KeyvValkey }, { default: valkey }] = await Promise.all([
    import('@keyv/valkey'),
    import('iovalkey'),
  ]);
  const client = new valkey.Redis(url, {
    // A Redis that does not answer at once is as good as none: commands fail instead of waiting for it.
    connectTimeout: 500,
    commandTimeout: 200,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    retryStrategy: (times) => Math.min(100 * 2 ** times, 5000),
  });
  client.on('error', (error) => log.warn('Redis cannot be reached', { error }));
  return new KeyvValkey(client, { useRedisSets: false });
}
