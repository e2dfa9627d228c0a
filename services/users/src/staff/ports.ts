import type { UserId } from '@cartless/domain';

/** Those who have roles. */
export type Staff = Readonly<{
  /** Administrators who can act, but for one. */
  otherAdmins(than: UserId): Promise<readonly UserId[]>;
}>;
