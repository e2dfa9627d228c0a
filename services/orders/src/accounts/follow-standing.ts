import type { AccountEvent, AccountStanding } from '@cartless/domain';
import { refuseBarred } from '../ordering/barred-order.ts';
import type { ChangeOrder, Clock } from '../ordering/ports.ts';

type Ports = Readonly<{
  keep: (userId: string, event: AccountEvent) => Promise<AccountStanding>;
  /** The ids of a shopper's orders since a time. */
  ordersOf: (userId: string, from: number) => AsyncIterable<string>;
  change: ChangeOrder;
  now: Clock;
}>;

/**
 * Keeps how an account stands, and cancels what it ordered between the moment when it was suspended or erased and now. What it
 * ordered before that stays; its parcels wait at logistics while the account is suspended.
 *
 * @throws AppError BUSY
 */
export const followStanding =
  ({ keep, ordersOf, change, now }: Ports) =>
  async (userId: string, event: AccountEvent): Promise<void> => {
    const standing = await keep(userId, event);
    if (standing.status === 'open' || standing.since === undefined) return;
    for await (const orderId of ordersOf(userId, Date.parse(standing.since)))
      await change(orderId, (order) => refuseBarred(order, standing, now().getTime()));
  };
