import { ABSENT, type Item, type Items, retrying } from '@cartless/aggregate';
import { type AccountEvent, type AccountStanding, standingAfter, UNKNOWN_ACCOUNT } from '@cartless/domain';
import { OrderNotFound } from '../ordering/errors.ts';
import type { Order } from '../ordering/order.ts';
import type { OrderReader } from '../ordering/order-reader.ts';
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

/** An order and how the account of its shopper stands; one request where it is known whose order it is. @throws AppError ORDER_NOT_FOUND */
export type ReadWithStanding = (
  orderId: string,
  userId?: string,
) => Promise<Readonly<{ order: Order; standing: AccountStanding }>>;

export const readWithStanding =
  (items: Items, orders: OrderReader): ReadWithStanding =>
  async (orderId, userId) => {
    if (userId === undefined) {
      const order = await orders.read(orderId);
      return { order, standing: await readStanding(items)(order.userId) };
    }
    const keys = [orders.key(orderId), standingKey(userId)];
    const found = await items.getMany(keys, { consistent: true });
    const { sk } = standingKey(userId);
    const item = found.find((one) => one['sk'] !== sk);
    if (item === undefined) throw OrderNotFound();
    return { order: orders.decode(item), standing: standingIn(found.find((one) => one['sk'] === sk)) };
  };

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
