import { createHash } from 'node:crypto';
import { log } from '@cartless/lambda';
import { Cacheable, CacheableEvents, createKeyv } from 'cacheable';

/** Answers one container keeps in memory. */
const KEPT = 200;

export type ReportCache = Readonly<{
  /** The remembered answer to a question, or what `load` says. Who asks the same at once shares one load. */
  get<Answer>(question: unknown, seconds: number, load: () => Promise<Answer>): Promise<Answer>;
}>;

/** Remembers reports, in Redis too if there is one. A Redis that is gone costs nothing but other containers' memory. */
export function reportCache(redisUrl: string | undefined): ReportCache {
  const opened = openCache(redisUrl);
  return {
    async get(question, seconds, load) {
      const cache = await opened;
      const key = `analytics:${createHash('sha256').update(JSON.stringify(question)).digest('base64url')}`;
      const known = await cache.getOrSet(key, load, { ttl: seconds * 1000, throwErrors: 'function' });
      return known ?? load();
    },
  };
}

async function openCache(redisUrl: string | undefined): Promise<Cacheable> {
  const primary = createKeyv({ lruSize: KEPT });
  const cache = new Cacheable({ primary, ...(redisUrl && { secondary: await openRedis(redisUrl) }) });
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
