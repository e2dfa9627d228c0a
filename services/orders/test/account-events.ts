import { type AccountEvent, type UserErased, UserReinstated, UserSuspended } from '@cartless/domain';
import { followStanding } from '../src/accounts/follow-standing.ts';
import { keepStanding } from '../src/accounts/standing-store.ts';
import { ownOrderIds } from '../src/ordering/order-lists-store.ts';
import { type Ground, orderPorts } from '../src/service.ts';
import { SHOPPER } from './memory-shop.ts';

type Contract = Readonly<{
  type: string;
  create(event: Parameters<typeof UserSuspended.create>[0]): UserErased;
}>;

/** What `users` tells of the shopper's account. @param at milliseconds since 1970 */
export const accountEvent = (contract: Contract, sequence: number, at: number): AccountEvent =>
  contract.create({
    subject: SHOPPER,
    sequence,
    time: new Date(at).toISOString(),
    data: { userId: SHOPPER },
  });

/** Hears of an account, as the function does. */
export function hearing(ground: Ground) {
  const { items, now } = ground;
  const follow = followStanding({
    keep: keepStanding(items),
    ordersOf: (userId, from) => ownOrderIds(items, userId, from),
    change: orderPorts(ground).change,
    now,
  });
  const hear = (event: AccountEvent) => follow(SHOPPER, event);
  return {
    hear,
    suspended: (sequence: number, at: number) => hear(accountEvent(UserSuspended, sequence, at)),
    reinstated: (sequence: number, at: number) => hear(accountEvent(UserReinstated, sequence, at)),
  };
}
