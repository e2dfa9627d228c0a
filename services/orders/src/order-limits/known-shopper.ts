import type { Items } from '@cartless/aggregate';
import { type ReadStanding, standingIn } from '../accounts/standing-store.ts';
import { contactKey, standingKey } from '../orders-table.ts';
import { ShopperNotFound } from './errors.ts';

/**
 * How the account of a shopper stands of whom this service has heard: by an event of the account, or by an order. A decision about an id
 * with a slip in it would be kept for nobody, and whom it was meant for would not have it.
 * @throws AppError SHOPPER_NOT_FOUND, also when the account is gone
 */
export const knownShopper =
  (items: Items): ReadStanding =>
  async (userId) => {
    const found = await items.getMany([standingKey(userId), contactKey(userId)], { consistent: true });
    const told = found.find(({ sk }) => sk === standingKey(userId).sk);
    const standing = standingIn(told);
    const isKnown = told !== undefined || found.some(({ em }) => em !== undefined);
    if (standing.status === 'erased' || !(isKnown || (await hasOrdered(items, userId))))
      throw ShopperNotFound();
    return standing;
  };

const hasOrdered = async (items: Items, userId: string): Promise<boolean> =>
  (await items.query({ index: 'orders-by-user', hash: userId, limit: 1 })).items.length > 0;
