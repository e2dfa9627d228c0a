import {
  type EventContract,
  type Locale,
  MailRequested,
  outboxEntry,
  type OutboxEntry,
  UserActivated,
  UserErased,
  type UserId,
  UserRegistered,
  UserReinstated,
  UserSuspended,
  UserUpdated,
} from '@cartless/domain';

export type UserStatus = 'pending' | 'active' | 'suspended';
export type Letter = (typeof MailRequested.example)['letter'];

/** An account. `username` and `email` are in the form in which they are compared; `typed` is how they are shown. */
export type User = Readonly<{
  id: UserId;
  username: string;
  email: string;
  typed: Readonly<{ username: string; email: string }>;
  phone?: string;
  locale: Locale;
  passwordHash: string;
  status: UserStatus;
  scopes: readonly string[];
  /** Sessions of an earlier epoch have ended. */
  sessionEpoch: number;
  version: number;
  createdAt: string;
  activatedAt?: string;
  /** An address that the user wants to change to and has not confirmed. */
  newEmail?: Readonly<{ email: string; typed: string }>;
}>;

/** A new state of an account together with the facts to tell. */
export type Change = Readonly<{ user: User; outbox: readonly OutboxEntry[] }>;

/** The states from which each move is allowed; the database conditions rest on `version`, which implies them. */
export const MOVES = {
  activate: ['pending'],
  suspend: ['active'],
  reinstate: ['suspended'],
} as const satisfies Record<string, readonly UserStatus[]>;

export const canMove = (move: keyof typeof MOVES, { status }: User): boolean =>
  (MOVES[move] as readonly UserStatus[]).includes(status);

/** What other services may know of an account. */
export const account = ({ id, typed, phone, locale }: User) => ({
  userId: id,
  username: typed.username,
  email: typed.email,
  ...(phone !== undefined && { phone }),
  locale,
});

/** Builds the outbox entry of a fact about the user in this very state. */
export const tell = <Data>(contract: EventContract<Data>, user: User, at: Date, data: Data): OutboxEntry =>
  outboxEntry(contract, { subject: user.id, sequence: user.version, time: at.toISOString(), data });

/** Asks the mail worker for a letter; `to` is needed only when it is not the account's address. */
export const askFor = (letter: Letter, user: User, at: Date, to?: string): OutboxEntry =>
  tell(MailRequested, user, at, {
    userId: user.id,
    letter,
    ...(to !== undefined && { to, locale: user.locale }),
  });

export function register(
  fresh: Omit<User, 'status' | 'scopes' | 'sessionEpoch' | 'version' | 'createdAt'>,
  at: Date,
): Change {
  const user: User = {
    ...fresh,
    status: 'pending',
    scopes: ['shop'],
    sessionEpoch: 0,
    version: 1,
    createdAt: at.toISOString(),
  };
  return { user, outbox: [tell(UserRegistered, user, at, account(user))] };
}

export function activate(before: User, at: Date): Change {
  const user: User = {
    ...before,
    status: 'active',
    activatedAt: at.toISOString(),
    version: before.version + 1,
  };
  return {
    user,
    outbox: [tell(UserActivated, user, at, { userId: user.id }), askFor('welcome', user, at)],
  };
}

/** Sets a new password; whoever is logged in anywhere is logged out, and the owner is told. */
export function setPassword(before: User, passwordHash: string, at: Date): Change {
  const user = {
    ...before,
    passwordHash,
    sessionEpoch: before.sessionEpoch + 1,
    version: before.version + 1,
  };
  return { user, outbox: [askFor('password-changed', user, at)] };
}

/** Changes what needs no proof; a phone of `null` takes the number away. */
export function changeProfile(
  before: User,
  { phone, locale }: Readonly<{ phone?: string | null | undefined; locale?: Locale | undefined }>,
  at: Date,
): Change {
  const { phone: had, ...rest } = before;
  const keeps = phone === undefined ? had : (phone ?? undefined);
  const user: User = {
    ...rest,
    ...(keeps !== undefined && { phone: keeps }),
    locale: locale ?? before.locale,
    version: before.version + 1,
  };
  return { user, outbox: [tell(UserUpdated, user, at, account(user))] };
}

/** Notes the address that the user wants; it counts once its link was followed. */
export function wantEmail(change: Change, newEmail: NonNullable<User['newEmail']>, at: Date): Change {
  const user: User = { ...change.user, newEmail };
  return { user, outbox: [...change.outbox, askFor('verify-new-email', user, at)] };
}

export function changeEmail(before: User, { email, typed }: NonNullable<User['newEmail']>, at: Date): Change {
  const { newEmail: _, ...rest } = before;
  const user: User = {
    ...rest,
    email,
    typed: { ...before.typed, email: typed },
    version: before.version + 1,
  };
  return {
    user,
    outbox: [
      tell(UserUpdated, user, at, account(user)),
      askFor('email-changed', user, at, before.typed.email),
    ],
  };
}

export function suspend(before: User, at: Date): Change {
  const user: User = {
    ...before,
    status: 'suspended',
    sessionEpoch: before.sessionEpoch + 1,
    version: before.version + 1,
  };
  return { user, outbox: [tell(UserSuspended, user, at, { userId: user.id })] };
}

export function reinstate(before: User, at: Date): Change {
  const user: User = { ...before, status: 'active', version: before.version + 1 };
  return { user, outbox: [tell(UserReinstated, user, at, { userId: user.id })] };
}

export function grantScope(before: User, scope: string): Change {
  return {
    user: { ...before, scopes: [...new Set([...before.scopes, scope])], version: before.version + 1 },
    outbox: [],
  };
}

/** What is left of an erased account: its id, so that the fact can be told and never again be undone. */
export type Tombstone = Readonly<{ id: UserId; status: 'erased'; version: number; erasedAt: string }>;

export function erase(
  before: User,
  at: Date,
): Readonly<{ tombstone: Tombstone; outbox: readonly OutboxEntry[] }> {
  const gone = { ...before, version: before.version + 1 };
  return {
    tombstone: { id: before.id, status: 'erased', version: gone.version, erasedAt: at.toISOString() },
    outbox: [tell(UserErased, gone, at, { userId: before.id })],
  };
}
