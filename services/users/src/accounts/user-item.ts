import type { User } from './user.ts';

/** An item of the table as the client reads it. */
export type Item = Readonly<Record<string, unknown>>;

/** A user as an item: `isActive` is text because index keys cannot be booleans. */
export const userItem = (user: User, outbox: readonly unknown[]) => ({
  ...user,
  isActive: String(user.status === 'active'),
  outbox,
});

/** @returns undefined for nothing and for what is left of an erased account */
export function readUser(item: Item | undefined): User | undefined {
  if (item === undefined || item['status'] === 'erased') return undefined;
  const { outbox: _, isActive: __, ...user } = item;
  return user as User;
}
