import type { UserId } from '@cartless/domain';
import type { User } from '../accounts/user.ts';

/** Those who have roles. */
export type Staff = Readonly<{
  /** Administrators who can act, but for one. */
  otherAdmins(than: UserId): Promise<readonly UserId[]>;
  /** Accounts that may have roles, a page after the other, and where the next page begins; undefined at the end. */
  page(after: string | undefined): Promise<Readonly<{ users: readonly User[]; next: string | undefined }>>;
}>;
