import type { Address, AddressId, UserId } from '@cartless/domain';
import type { Failures } from '../throttling/login-throttle.ts';
import type { Session } from '../sessions/session.ts';
import type { Change, erase, User } from './user.ts';

export type Clock = () => Date;

/** Hashes passwords slowly on purpose. */
export type Passwords = Readonly<{
  hash(password: string): Promise<string>;
  verify(hash: string, password: string): Promise<boolean>;
  /** Takes as long as `verify` and is always false: for accounts that do not exist. */
  waste(password: string): Promise<false>;
  isOutdated(hash: string): boolean;
}>;

/** Which of the things that must be unique is somebody else's, or the account with this very id. */
export type CreateOutcome =
  | Readonly<{ ok: true }>
  | Readonly<{ ok: false; taken: 'username' | 'email' | 'phone' }>
  | Readonly<{ ok: false; existing: User }>;

export type UserStore = Readonly<{
  create(change: Change, at: Date): Promise<CreateOutcome>;
  find(id: UserId): Promise<User | undefined>;
  /** Whose user name, e-mail address or phone number (in the form that is compared) it is. */
  holder(
    kind: 'username' | 'email' | 'phone',
    name: string,
    at: Date,
  ): Promise<UserId | 'nobody any more' | undefined>;
  /** Writes the next version. @throws AppError ACCOUNT_CHANGED when somebody else wrote it first */
  save(change: Change): Promise<void>;
  /** The same, and takes and gives back the names that differ. @throws AppError …_TAKEN, ACCOUNT_CHANGED */
  saveNames(before: User, change: Change, at: Date): Promise<void>;
  /** The same as `save`, with an entry in the log of what was done to the account. */
  saveAudited(change: Change, entry: AuditEntry): Promise<void>;
  /** Leaves nothing of the account but its id, and keeps its user name from being taken until then. @throws AppError ACCOUNT_CHANGED */
  erase(before: User, erased: ReturnType<typeof erase>, nameFreeFrom: Date): Promise<void>;
  /** The same as `save`, and lets one session live on although the change ends all others. */
  saveKeeping(change: Change, sessionId: string | undefined): Promise<void>;
}>;

/** What log-in needs to know, in as few reads as can be. */
export type LoginFacts = Readonly<{
  user: User | undefined;
  /** Names the account's counter; for an unknown account, the name that was typed. */
  accountKey: string;
  account: Failures | undefined;
  address: Failures | undefined;
}>;

export type LoginStore = Readonly<{
  facts(identifier: string, sourceIp: string): Promise<LoginFacts>;
  /** Counts one more failure for both and returns the counts. */
  fail(
    accountKey: string,
    sourceIp: string,
    at: Date,
  ): Promise<Readonly<{ account: Failures; address: Failures }>>;
  /** Starts the session and forgets the failures, unless others came in meanwhile; then it answers false. */
  succeed(session: Session, accountKey: string, failuresBefore: number): Promise<boolean>;
}>;

export type SessionStore = Readonly<{
  /** The session and its user, read together. */
  find(id: string): Promise<Session | undefined>;
  /** Replaces the current digest; false when another use of the same token was first. */
  rotate(session: Session, currentHash: string, at: Date): Promise<boolean>;
  end(id: string): Promise<void>;
  /** Every stored session of a user, newest first; those of an earlier epoch too. */
  list(userId: UserId): Promise<readonly Session[]>;
}>;

/** Counts how often something is done in a span of time. */
export type Allowances = Readonly<{
  /** Counts one more and answers how often it was done in the running span, and how many seconds are left of it. */
  use(
    what: string,
    of: string,
    spanSeconds: number,
    at: Date,
  ): Promise<Readonly<{ used: number; secondsLeft: number }>>;
}>;

/** The outstanding permission to set a new password without the old one. */
export type Reset = Readonly<{ userId: UserId; digest: string; validUntil: number }>;

export type ResetStore = Readonly<{
  find(userId: UserId): Promise<Readonly<{ reset: Reset | undefined; user: User | undefined }>>;
  /** Uses the permission up, writes the new state, and forgets failed log-ins, all or none. @throws AppError ACCOUNT_CHANGED */
  use(reset: Reset, change: Change): Promise<void>;
}>;

/** A mailed link's secret, by its digest. */
export type LinkPurpose = 'activate' | 'change-email';
export type Link = Readonly<{
  userId: UserId;
  purpose: LinkPurpose;
  /** The address that the link confirms, when it is not the account's. */
  email?: string;
  digest: string;
  /** Epoch seconds. */
  validUntil: number;
  usedAt?: string;
}>;

export type LinkStore = Readonly<{
  /** The user's outstanding link, and the user. */
  find(userId: UserId): Promise<Readonly<{ link: Link | undefined; user: User | undefined }>>;
  /**
   * Writes the user's next version, moves its names, and marks the link as used, all or none.
   * @throws AppError EMAIL_TAKEN, ACCOUNT_CHANGED
   */
  use(link: Link, before: User, change: Change, at: Date): Promise<void>;
}>;

/** What became of a letter; `sending` is one whose sender has not come back to say. */
export type LetterState = 'sending' | 'sent' | 'failed' | 'refused' | 'suppressed';

export type LetterStore = Readonly<{
  /** The account, and what is known of the letter with this key. */
  load(
    userId: UserId,
    key: string,
  ): Promise<Readonly<{ user: User | undefined; state: LetterState | undefined; since: string | undefined }>>;
  isUndeliverable(email: string): Promise<boolean>;
  /** Takes the letter in hand and stores its link's digest, both or neither; false when somebody else has it. */
  claim(
    letter: Readonly<{ key: string; userId: UserId; name: string }>,
    secret: LetterSecret | undefined,
    at: Date,
  ): Promise<boolean>;
  settle(key: string, state: LetterState, at: Date): Promise<void>;
}>;

/** What a link in a letter may do. */
export type LetterSecret =
  | Readonly<{ kind: 'link'; link: Link }>
  | Readonly<{ kind: 'reset'; userId: UserId; digest: string; validUntil: number }>;

export type AddressEntry = Readonly<{ addressId: AddressId; isDefault: boolean; address: Address }>;
export type AddressBook = Readonly<{ userId: UserId; version: number; addresses: readonly AddressEntry[] }>;

export type AddressBookStore = Readonly<{
  find(userId: UserId): Promise<AddressBook>;
  /** Writes the next version and its event. @throws AppError ACCOUNT_CHANGED */
  save(book: AddressBook, at: Date): Promise<void>;
}>;

/** What somebody in charge did to an account. */
export type AuditEntry = Readonly<{
  action: 'suspend' | 'reinstate' | 'grant-admin';
  /** The administrator's id, or `operator` for somebody with access to the AWS account. */
  by: string;
  reason: string | null;
  at: string;
}>;

export type DirectoryPage = Readonly<{ users: readonly User[]; nextCursor: string | null }>;

export type Directory = Readonly<{
  /** Accounts in the order of their addresses, those in use first. */
  list(
    query: Readonly<{
      emailPrefix: string;
      isActive?: boolean | undefined;
      limit: number;
      cursor?: string | undefined;
    }>,
  ): Promise<DirectoryPage>;
  /** Accounts whose name or address is exactly this. */
  named(name: string): Promise<readonly User[]>;
  /** What was done to an account, newest first; at most 100 entries. */
  audit(userId: UserId): Promise<readonly AuditEntry[]>;
  /** Why mail to an address is not sent, if it is not. */
  undeliverable(email: string): Promise<Undeliverable | undefined>;
}>;

export type Undeliverable = Readonly<{ reason: 'bounce' | 'complaint'; since: string }>;
