import type { AccountEvent, AccountStanding, UserId } from '@cartless/domain';

/** Where it is kept how accounts stand: those that were suspended once, and those that are gone. */
export type Standings = Readonly<{
  read(userId: UserId): Promise<AccountStanding>;
  /** Keeps what an event tells, and says how the account stands then. @throws AppError BUSY */
  keep(userId: UserId, event: AccountEvent, now: Date): Promise<AccountStanding>;
}>;
