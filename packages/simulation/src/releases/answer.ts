import { realPause } from '../world/real-time.ts';
import type { Reply, Request } from '../world/gateway.ts';
import { aboutThis, EVERYBODY, openShop, type Stage } from './open-shop.ts';

/** A request as somebody sends it to a service. */
export type Call = Readonly<
  { service: string; method: string; path: string } & Pick<Request, 'query' | 'headers' | 'body'>
>;

/**
 * Has the routes of the shop answer requests, each in a shop of its own and about what is there; whoever asks may do everything. What
 * cannot be done to an order that is paid is asked for once more where it was delivered.
 *
 * @param times how often each comes at the same moment
 * @returns the answers of each
 */
export async function answer(calls: readonly Call[], times: number): Promise<readonly (readonly Reply[])[]> {
  const all: (readonly Reply[])[] = [];
  for (const call of calls) {
    const replies = await answerAt('paid', call, times);
    const isDone = replies.every(({ status }) => status < 300);
    const later = isDone ? replies : await answerAt('delivered', call, times);
    all.push(later.every(({ status }) => status < 300) ? later : replies);
    await realPause(0);
  }
  return all;
}

async function answerAt(stage: Stage, call: Call, times: number): Promise<readonly Reply[]> {
  const shop = await openShop(stage);
  const { service, method, path, ...request } = JSON.parse(aboutThis(shop, JSON.stringify(call))) as Call;
  const asked = Array.from({ length: times }, () =>
    shop.world.gateway.callAt(method, `/${service}${path}`, { ...request, caller: EVERYBODY }),
  );
  return shop.world.until(Promise.all(asked));
}
