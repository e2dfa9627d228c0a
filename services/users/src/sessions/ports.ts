import type { UserId } from '@cartless/domain';
import type { User } from '../accounts/user.ts';
import type { Failures } from '../throttling/login-throttle.ts';
import type { Session, SessionChange } from './session.ts';

export type Sessions = Readonly<{
  find(id: string): Promise<Session | undefined>;
  /**
   * Changes a session by a rule, which is asked again when others were faster.
   * @throws AppError REFRESH_TOKEN_INVALID when it has ended
   */
  change(
    id: string,
    rule: (session: Session) => SessionChange | undefined,
    options?: Readonly<{ known?: Session }>,
  ): Promise<Session>;
  end(id: string): Promise<void>;
  /** Every stored session of a user, newest first; those of an earlier epoch too. */
  list(userId: UserId): Promise<readonly Session[]>;
}>;

/** What log-in needs to know, in as few reads as can be. */
export type LoginFacts = Readonly<{
  user: User | undefined;
  /** Names the account's counter; for an unknown account, the name that was typed. */
  accountKey: string;
  account: Failures | undefined;
  address: Failures | undefined;
}>;

export type Logins = Readonly<{
  facts(identifier: string, sourceIp: string): Promise<LoginFacts>;
  /** Counts one more failure for both and returns the counts. */
  fail(
    accountKey: string,
    sourceIp: string,
    at: Date,
  ): Promise<Readonly<{ account: Failures; address: Failures }>>;
  /** Starts the session and forgets the failures, unless others came in meanwhile; then it answers false. */
  succeed(session: Session, facts: LoginFacts): Promise<boolean>;
}>;
