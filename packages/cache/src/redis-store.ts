import { isRecent } from '@cartless/domain';
import { log, type Secret } from '@cartless/lambda';
import type { Redis } from 'iovalkey';

/** A store that many containers share. It never throws: what cannot be had is not there. */
export type SharedStore = Readonly<{
  get(key: string): Promise<string | undefined>;
  set(key: string, text: string, ttlMs: number): Promise<void>;
  close(): void;
}>;

/** An answer that takes longer, connection included, is as good as none. */
const PATIENCE_MS = 250;
/** A Redis that failed is left alone for a while, and longer each time it fails again. */
const FIRST_REST_MS = 250;
const REFUSED = /WRONGPASS|NOAUTH|invalid (username-)?password/i;
const LONGEST_REST_MS = 2000;

/**
 * A Redis or Valkey. It is connected to when it is needed and not by a timer: a container that sleeps has none. While it
 * fails nobody waits for it, and it is tried again behind the back of a look-up.
 *
 * @param Client of iovalkey, which not every stage packages
 */
export function redisStore(Client: typeof Redis, address: Secret): SharedStore {
  let current: Redis | undefined;
  let connecting: Promise<Redis> | undefined;
  let used: Awaited<ReturnType<Secret['values']>> | undefined;
  let failures = 0;
  let lostAt = -Infinity;
  let restMs = 0;
  let closed = false;

  const lose = (client: Redis | undefined, error: unknown): void => {
    if (client !== current) return;
    current = undefined;
    client?.disconnect();
    if (closed) return;
    // The password may have been replaced; whoever connects next has the new one.
    if (used !== undefined && REFUSED.test(String(error))) address.insteadOf(used).catch(() => undefined);
    if (failures === 0) log.warn('Redis cannot be used; answers come from their source', { error });
    lostAt = Date.now();
    restMs = Math.min(FIRST_REST_MS * 2 ** failures, LONGEST_REST_MS);
    failures += 1;
  };
  const open = async (): Promise<Redis> => {
    used = await address.values();
    const client = connect(new Client(used[0], OPTIONS), lose);
    if (closed) client.disconnect();
    return client;
  };
  const connected = (): Promise<Redis | undefined> => {
    connecting ??= open().finally(() => (connecting = undefined));
    const opened = connecting.then((client) => (current = client));
    return inTime(opened).catch((error: unknown) => {
      lose(undefined, error);
      return undefined;
    });
  };
  const ask = async <T>(command: (client: Redis) => Promise<T>): Promise<T | undefined> => {
    if (closed || isRecent(lostAt, restMs, Date.now())) return undefined;
    const client = current ?? (await connected());
    // Only the first look-up of a container waits for the connection.
    if (client === undefined || (failures > 0 && client.status !== 'ready')) return undefined;
    try {
      const answer = await command(client);
      if (failures > 0) log.info('Redis is used again');
      failures = 0;
      return answer;
    } catch (error) {
      lose(client, error);
      return undefined;
    }
  };
  return {
    get: async (key) => (await ask((client) => client.get(key))) ?? undefined,
    async set(key, text, ttlMs) {
      await ask((client) => client.set(key, text, 'PX', Math.ceil(ttlMs)));
    },
    close() {
      closed = true;
      current?.disconnect();
    },
  };
}

/** @throws Error when it takes longer than an answer may; what it comes to then is found by the next look-up */
async function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('its address is not known in time')), PATIENCE_MS);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

const OPTIONS = {
  connectTimeout: PATIENCE_MS,
  commandTimeout: PATIENCE_MS,
  disconnectTimeout: 100,
  enableReadyCheck: false,
  retryStrategy: () => null,
};

/** Tells when a client is of no use any more. */
function connect(client: Redis, lost: (client: Redis, error: unknown) => void): Redis {
  let reason: unknown = new Error('the connection was closed');
  client.on('error', (error: unknown) => {
    reason = error;
  });
  // An idle connection does not keep the process alive; a command is kept by its timer.
  client.once('connect', () => client.stream.unref());
  client.once('end', () => lost(client, reason));
  return client;
}
