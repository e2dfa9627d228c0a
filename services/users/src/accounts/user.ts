import type { Change, Instant } from '@cartless/aggregate';
import type { Locale, LoginLetterRequested, MailRequested, Role, UserId } from '@cartless/domain';

export type AccountLetter = (typeof MailRequested.example)['letter'];
export type LoginLetter = (typeof LoginLetterRequested.example)['letter'];
export type Letter = AccountLetter | LoginLetter;
/** The things of which no two accounts may have the same. */
export type NameKind = 'username' | 'email' | 'phone';

/** `username` and `email` are in the form in which they are compared; `typed` is how they are shown. */
type Account = Readonly<{
  id: UserId;
  username: string;
  email: string;
  typed: Readonly<{ username: string; email: string }>;
  phone?: string;
  locale: Locale;
  /** Left out while the weekly report is wanted, by who may see reports. */
  weeklyReport?: boolean;
  passwordHash: string;
  /** Of the request that opened the account under a key, but for the password; releases before kept none. */
  requestHash?: string;
  /** `shop`, and the roles that it was given; what they stand for is spelled out in tokens only. */
  scopes: readonly ('shop' | Role)[];
  /** Sessions of an earlier epoch have ended. */
  sessionEpoch: number;
  version: number;
  createdAt: string;
  /** An address that the user wants to change to and has not confirmed. */
  newEmail?: Readonly<{ email: string; typed: string }>;
}>;

export type PendingUser = Account & Readonly<{ status: 'pending' }>;
export type ActiveUser = Account & Readonly<{ status: 'active'; activatedAt: string }>;
export type SuspendedUser = Account & Readonly<{ status: 'suspended'; activatedAt: string }>;

/** An account that somebody has. */
export type User = PendingUser | ActiveUser | SuspendedUser;

/** What is left of an erased account: its id, so that the fact can be told and never again be undone. */
export type ErasedUser = Readonly<{ id: UserId; status: 'erased'; version: number; erasedAt: Instant }>;

/** What somebody in charge did to an account. */
export type AuditEntry = Act & Done;
type Done = Readonly<{
  /** The id of somebody of the staff, or `operator` for somebody with access to the AWS account. */
  by: string;
  reason: string | null;
  at: string;
}>;
type Act =
  /** Releases before roles wrote `grant-admin`. */
  | Readonly<{ action: 'suspend' | 'reinstate' | 'grant-admin' }>
  | Readonly<{ action: 'set-roles'; before: readonly Role[]; after: readonly Role[] }>;

type Happened<Type> = Type extends string ? Readonly<{ type: Type; at: string }> : never;
export type UserFact =
  | Happened<'registered' | 'activated' | 'changed' | 'suspended' | 'reinstated' | 'erased'>
  /** `to` is there when the letter does not go to the account's address. */
  | Readonly<{ type: 'letter-asked'; at: string; letter: AccountLetter; to?: string }>
  | Readonly<{ type: 'login-letter-asked'; at: string; letter: LoginLetter }>;

type Name = Readonly<{ kind: NameKind; name: string }>;
export type UserSide =
  | (Readonly<{ type: 'take-name'; at: Date }> & Name)
  | (Readonly<{ type: 'give-back-name' }> & Name)
  /** Keeps a user name from being taken, without saying by whom. */
  | Readonly<{ type: 'hold-username'; name: string; until: Date }>
  | Readonly<{ type: 'record'; entry: AuditEntry }>
  /** Only as long as somebody else, whose account is in use, has these roles. */
  | Readonly<{ type: 'while-held'; by: UserId; roles: readonly Role[] }>
  | Readonly<{ type: 'list-staff'; at: string }>
  | Readonly<{ type: 'unlist-staff' }>
  /** Lets one session live on in the new epoch. */
  | Readonly<{ type: 'keep-session'; sessionId: string; epoch: number }>
  | Readonly<{ type: 'use-link'; digest: string; at: string }>
  | Readonly<{ type: 'use-reset'; digest: string }>
  | Readonly<{ type: 'forget-failures' }>
  /** One code at a time. */
  | Readonly<{ type: 'ask-code'; at: Date; until: Date }>
  /** All that is stored with an account and has no use without it. */
  | Readonly<{ type: 'remove-belongings'; email: string }>;

export type UserChange<State = User> = Change<State, UserFact, UserSide>;

/** The states from which each move is allowed. */
export const MOVES = {
  activate: ['pending'],
  suspend: ['active'],
  reinstate: ['suspended'],
} as const satisfies Record<string, readonly User['status'][]>;
type Move = keyof typeof MOVES;
type Before<M extends Move> = Extract<User, Readonly<{ status: (typeof MOVES)[M][number] }>>;

/** Whether a move is allowed from the state in which an account is. */
export const canMove = <M extends Move>(move: M, user: User): user is Before<M> =>
  (MOVES[move] as readonly User['status'][]).includes(user.status);

/** The fact that a letter is wanted. */
export const asked = (letter: AccountLetter, at: Date, to?: string): UserFact => ({
  type: 'letter-asked',
  at: at.toISOString(),
  letter,
  ...(to !== undefined && { to }),
});
