import type { UserId } from '@cartless/domain';

/** Users who deleted their accounts, remembered while events of theirs may still be on their way. */
export type ErasedUsers = Readonly<{
  remember(userId: UserId, now: Date): Promise<void>;
  has(userId: UserId): Promise<boolean>;
}>;
