import type { Caller } from './calling/caller.ts';
import type { Clock } from './calling/clock.ts';
import type { DataOf, InitOf, OperationOf, PathOf } from './calling/operations.ts';
import { ShopError } from './problems/shop-error.ts';

/**
 * Asks again and again, and gives what there is at first and whenever it is another. Leave the loop to end it. Where the shop
 * tags its answers, those that are as before cost it next to nothing.
 *
 * @param init.everyMs how long to wait between two calls, in milliseconds; 2 seconds when left out
 * @throws ShopError when a call is refused
 */
export type Watch = <P extends PathOf<'get'>>(
  path: P,
  init: InitOf<OperationOf<'get', P>> & Readonly<{ everyMs?: number }>,
) => AsyncGenerator<DataOf<OperationOf<'get', P>>, never, undefined>;

type Init = Readonly<{ everyMs?: number; signal?: AbortSignal; headers?: Readonly<Record<string, string>> }>;

export const watchOf = (call: Caller, clock: Clock): Watch =>
  async function* watch(path: string, { everyMs = 2000, ...init }: Init) {
    let [seen, tag]: (string | undefined)[] = [];
    for (;;) {
      const headers = { ...init.headers, ...(tag !== undefined && { 'if-none-match': tag }) };
      const { data, error, response } = await call('get', path, { ...init, headers });
      if (error !== undefined && error.code !== 'NOT_MODIFIED') throw new ShopError(error);
      tag = response?.headers.get('etag') ?? undefined;
      const text = JSON.stringify(data);
      if (error === undefined && text !== seen) {
        seen = text;
        yield data;
      }
      await clock.sleep(everyMs, init.signal);
    }
  } as unknown as Watch;

/** The first of what is watched that is as wanted: `await until(shop.watch(…), ({ status }) => status === 'paid')`. */
export async function until<T>(watched: AsyncIterable<T>, wanted: (seen: T) => boolean): Promise<T> {
  for await (const seen of watched) if (wanted(seen)) return seen;
  throw new Error('it ended before it was as wanted');
}
