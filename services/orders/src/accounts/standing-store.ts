import { ABSENT, type Item, type Items, retrying } from '@cartless/aggregate';
import { type AccountEvent, type AccountStanding, standingAfter, UNKNOWN_ACCOUNT } from '@cartless/domain';
import { standingKey } from '../orders-table.ts';

/** How an account stands now, as far as was heard. */
export type ReadStanding = (userId: string) => Promise<AccountStanding>;

/** How an account stands by its item. Accounts of which there is none are open. */
export const standingIn = (item: Item | undefined): AccountStanding =>
  (item?.['std'] as AccountStanding | undefined) ?? UNKNOWN_ACCOUNT;

/** Strongly consistent: what looks at an order after it was placed relies on it. */
export const readStanding =
  (items: Items): ReadStanding =>
  async (userId) =>
    standingIn(await items.get(standingKey(userId), { consistent: true }));

/** Keeps what an event tells of how an account stands, and says how it stands then. @throws AppError BUSY */
export const keepStanding =
  (items: Items) =>
  (userId: string, event: AccountEvent): Promise<AccountStanding> =>
    retrying(async () => {
      const item = await items.get(standingKey(userId), { consistent: true });
      const before = standingIn(item);
      const std = standingAfter(before, event);
      if (std === undefined) return before;
      const seen = Number(item?.['n'] ?? 0);
      const put = { ...standingKey(userId), std, n: seen + 1 };
      const { ok } = await items.write([{ put, when: seen === 0 ? { pk: ABSENT } : { n: seen } }]);
      return ok ? std : undefined;
    });
