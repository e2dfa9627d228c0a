import type { UserId } from '@cartless/domain';
import type { User } from '../accounts/user.ts';

/** A mailed link's secret, by its digest. */
export type Link = Readonly<{
  userId: UserId;
  purpose: 'activate' | 'change-email';
  /** The address that the link confirms, when it is not the account's. */
  email?: string;
  digest: string;
  /** Epoch seconds. */
  validUntil: number;
  usedAt?: string;
}>;

export type Links = Readonly<{
  /** The outstanding link of an account, and the account. */
  find(userId: UserId): Promise<Readonly<{ link: Link | undefined; user: User | undefined }>>;
}>;
