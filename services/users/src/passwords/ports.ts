import type { UserId } from '@cartless/domain';
import type { User } from '../accounts/user.ts';

/** Hashes passwords slowly on purpose. */
export type Passwords = Readonly<{
  hash(password: string): Promise<string>;
  verify(hash: string, password: string): Promise<boolean>;
  /** Takes as long as `verify` and is always false: for accounts that do not exist. */
  waste(password: string): Promise<false>;
  isOutdated(hash: string): boolean;
}>;

/** The outstanding permission to set a new password without the old one; `validUntil` in epoch seconds. */
export type Reset = Readonly<{ userId: UserId; digest: string; validUntil: number }>;

export type Resets = Readonly<{
  /** The permission of an account, and the account. */
  find(userId: UserId): Promise<Readonly<{ reset: Reset | undefined; user: User | undefined }>>;
}>;
