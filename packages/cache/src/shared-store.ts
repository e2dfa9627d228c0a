import { log, type Secret } from '@cartless/lambda';
import type { SharedStore } from './redis-store.ts';

/** Opens a Redis. Its client is loaded only here, because it costs start-up time and may not be packaged. */
export async function openSharedStore(address: Secret): Promise<SharedStore | undefined> {
  try {
    const { redisStore } = await import('./redis-store.ts');
    return redisStore(address);
  } catch (error) {
    log.error(
      'Redis cannot be used; if the client is not packaged, deploy with redis: yes in the file of the stage',
      {
        error,
      },
    );
    return undefined;
  }
}
