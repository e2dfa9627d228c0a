import type { UserId } from '@cartless/domain';
import type { User } from '../accounts/user.ts';
import type { Failures } from '../throttling/login-throttle.ts';
import type { Session, SessionChange } from './session.ts';

/** Sessions for whoever changes none. */
export type SessionReader = Readonly<{
  find(id: string): Promise<Session | undefined>;
  /** Every stored session of a user, newest first; those of an earlier epoch too. */
  list(userId: UserId): Promise<readonly Session[]>;
}>;

export type Sessions = SessionReader &
  Readonly<{
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
  }>;

/** What log-in needs to know, in as few reads as can be. */
export type LoginFacts = Readonly<{
  user: User | undefined;
  /** Names the account's counter; for an unknown account, the name that was typed. */
  accountKey: string;
  account: Failures | undefined;
  address: Failures | undefined;
  /** Of the device that the caller says it is, or of the session. */
  device: Failures | undefined;
  /** Wrong passwords from the network address, and right ones for the account, in the running spans. */
  wrong: number;
  logins: number;
}>;

/** From where a password comes: somewhere in a network, or a device or session that is known. */
export type From = Readonly<{ sourceIp: string; device?: string | undefined }>;
export type Counts = Readonly<{ account: Failures; address?: Failures; device?: Failures }>;

/** What a log-in uses up or forgets, in the write that starts its session. */
export type Used =
  /** Failures that were known before; none may have come in meanwhile. */
  | Readonly<{ type: 'failures'; of: 'account' | 'device'; key: string; known: Failures | undefined }>
  | Readonly<{ type: 'code'; userId: UserId; digest: string }>;

export type Logins = Readonly<{
  facts(identifier: string, from: From, at: Date): Promise<LoginFacts>;
  /** Counts one more failure of the account, and of the known device or else the network address; returns the counts. */
  fail(accountKey: string, from: From, at: Date): Promise<Counts>;
  /** Writes as much as asking for a code does, to no effect. */
  pretend(accountKey: string, at: Date): Promise<void>;
  /** Starts the session; says when what it uses up was not as it was known, or the account has had too many. */
  begin(session: Session, user: User, used: Used, at: Date): Promise<'begun' | 'used up' | 'too many'>;
}>;

/** A mailed code by which a new device gets in; `validUntil` in epoch seconds. */
export type LoginCode = Readonly<{ userId: UserId; digest: string; epoch: number; validUntil: number }>;

export type LoginCodes = Readonly<{
  find(userId: UserId): Promise<LoginCode | undefined>;
  /** Notes from which network the right password came last. */
  noteAsker(accountKey: string, sourceIp: string, at: Date): Promise<void>;
  isAsker(accountKey: string, sourceIp: string, at: Date): Promise<boolean>;
}>;
