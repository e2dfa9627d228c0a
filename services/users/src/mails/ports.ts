import type { UserId } from '@cartless/domain';
import type { Letter, User } from '../accounts/user.ts';
import type { Link } from '../links/ports.ts';
import type { Reset } from '../passwords/ports.ts';
import type { LoginCode } from '../sessions/ports.ts';
import type { MailboxShare } from '../throttling/limits.ts';
import type { Posted } from './mailbox.ts';

/** What became of a letter; `sending` is one whose sender has not come back to say, `left-out` one too many for its mailbox. */
export type LetterState = 'sending' | 'sent' | 'failed' | 'refused' | 'suppressed' | 'left-out';

/** What a link in a letter may do. */
export type LetterSecret =
  | Readonly<{ kind: 'link'; link: Link }>
  | Readonly<{ kind: 'reset'; reset: Reset }>
  | Readonly<{ kind: 'code'; code: LoginCode }>;

/** What a kind of letter asks of whoever sends it. Its words are a matter of the mailer. */
export type LetterKind = Readonly<{
  /** Which share of what its mailbox gets it takes. */
  share: (user: User) => MailboxShare;
  /** A letter may be overtaken by what happened since it was asked for. */
  isWanted?: (user: User) => boolean;
  /** The address, when it is not the account's. */
  to?: (user: User) => string | undefined;
  /** Draws what somebody is to type, where the letter carries no link. */
  code?: () => string;
  /** What its link may do; a letter without one carries no link that is worth anything. */
  secret?: (user: User, digest: string, at: Date) => LetterSecret;
}>;

/** A mailbox as `mailboxOf` names it, with what it got, or is to get, and how often that was written. */
export type Mailbox = Readonly<{ name: string; posted: readonly Posted[]; version: number }>;

export type Letters = Readonly<{
  /** The account, and what is known of the letter with this key. */
  load(
    userId: UserId,
    key: string,
  ): Promise<Readonly<{ user: User | undefined; state: LetterState | undefined; since: string | undefined }>>;
  /** The letters that a mailbox got of late. */
  mailbox(name: string): Promise<Mailbox>;
  /**
   * Takes the letter in hand, stores its link's digest and counts it for its mailbox, all or nothing; says when somebody else has
   * it, or when the mailbox got another one meanwhile.
   */
  claim(
    letter: Readonly<{ key: string; userId: UserId; name: string }>,
    secret: LetterSecret | undefined,
    mailbox: Mailbox,
    at: Date,
  ): Promise<'claimed' | 'in-hand' | 'mailbox-changed'>;
  settle(key: string, state: LetterState, at: Date): Promise<void>;
}>;

export type Undeliverable = Readonly<{ reason: 'bounce' | 'complaint'; since: string }>;

/** Addresses to which no mail is sent any more. */
export type UndeliverableAddresses = Readonly<{
  note(email: string, why: Undeliverable): Promise<void>;
  /** Why mail to an address is not sent, if it is not. */
  find(email: string): Promise<Undeliverable | undefined>;
}>;

/** Why a letter was surely not sent: for now, or for good. */
export type NotSent = Readonly<{ state: 'failed' | 'refused'; error: Error }>;

/**
 * Sends a letter; `token` is what its link carries, or the code to type. Answers why it was not sent, if that is sure.
 * @throws Error when it is not known whether it was sent
 */
export type PostLetter<L extends string = Letter> = (
  mail: Readonly<{ letter: L; user: User; to: string; token: string }>,
) => Promise<NotSent | undefined>;
