import KeyvValkey from '@keyv/valkey';
import { log } from '@cartless/lambda';
import valkey from 'iovalkey';
import { Keyv } from 'keyv';

/** A store that many containers share. It never throws: what cannot be had is not there. */
export type SharedStore = Readonly<{
  get<T>(key: string): Promise<T | undefined>;
  set(key: string, value: unknown, ttlMs: number): Promise<unknown>;
  close(): Promise<void>;
}>;

/**
 * Opens a Redis or Valkey. One that does not answer at once is as good as none: commands fail instead of waiting for
 * it, and the connection is tried again in the background.
 */
export function redisStore(url: string): SharedStore {
  const client = new valkey.Redis(url, {
    connectTimeout: 500,
    commandTimeout: 200,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    retryStrategy: (times) => Math.min(100 * 2 ** times, 5000),
  });
  const warn = (error: unknown): undefined => {
    log.warn('Redis cannot be used', { error });
  };
  client.on('error', warn);
  const keyv = new Keyv({ store: new KeyvValkey(client, { useRedisSets: false }), namespace: 'tracking' });
  keyv.on('error', warn);
  return {
    get: <T>(key: string) => keyv.get<T>(key).catch(warn),
    set: (key, value, ttlMs) => keyv.set(key, value, ttlMs).catch(warn),
    close: () => keyv.disconnect(),
  };
}
