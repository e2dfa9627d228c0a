import { log, type Secret } from '@cartless/lambda';
import { redisStore, type SharedStore } from './redis-store.ts';

/**
 * Opens a Redis. Its client is loaded only here, because it costs start-up time and may not be packaged. Nothing of ours is loaded so: esbuild
 * would make a function of its own of each file that can be come to in two ways, and start-up a seventh slower.
 */
export async function openSharedStore(address: Secret): Promise<SharedStore | undefined> {
  try {
    const { Redis } = await import('iovalkey');
    return redisStore(Redis, address);
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
