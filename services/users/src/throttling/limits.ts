import type { ClientLimit, Limit } from './allow.ts';

const MINUTE = 60;
const HOUR = 3600;

/**
 * Every answer that tells whether a user name, an address or a phone number is taken: the form's live hints, registration, and
 * changes of the profile. Counted before anything is looked up, whatever the answer is.
 */
export const NAME_LIMITS: readonly ClientLimit[] = [
  // Somebody who types gets a hint at every pause; nobody types thirty names a minute.
  { what: 'availability', by: 'client', times: 30, spanSeconds: MINUTE },
  // An office or a mobile network behind one address registers some dozens of people an hour, with ten hints each.
  { what: 'names an hour', by: 'client', times: 300, spanSeconds: HOUR },
  // Whoever has many addresses side by side gets four times as much, not two hundred times.
  { what: 'names by neighbours', by: 'neighbourhood', times: 120, spanSeconds: MINUTE },
];

/** Accounts that are opened: each costs a hash of a password and a letter. Counted besides NAME_LIMITS. */
export const REGISTRATION_LIMITS: readonly ClientLimit[] = [
  // A class that registers together behind one address fits; so do the simulated shoppers of a laptop.
  { what: 'registrations', by: 'client', times: 100, spanSeconds: HOUR },
  { what: 'registrations by neighbours', by: 'neighbourhood', times: 400, spanSeconds: HOUR },
];

/** Letters that anybody can ask for with an address, by who asks: a forgotten password of everybody in an office. */
export const LETTER_CLIENT_LIMITS: readonly ClientLimit[] = [
  { what: 'letters asked for', by: 'client', times: 60, spanSeconds: HOUR },
];

/** The same by the address that was typed, for each kind: more than the mailbox gets, and an end to asking. */
export const LETTER_LIMIT: Limit = { what: 'letter', times: 5, spanSeconds: HOUR };

/** Phone numbers and addresses that an account asks for, from wherever: two typing mistakes each, not a directory. */
export const NAME_CHANGE_LIMIT: Limit = { what: 'name changes', times: 10, spanSeconds: HOUR };
/** Changes of address, by account: each writes to a stranger until the link was followed. */
export const EMAIL_CHANGE_LIMIT: Limit = { what: 'address changes', times: 5, spanSeconds: HOUR };

/**
 * The shares of what a mailbox gets: letters that somebody can cause who does not own it, links to a new password of an account
 * whose address is confirmed, warnings, and reports to the staff.
 */
export type MailboxShare =
  'to-anybody' | 'way-in' | 'login-code' | 'password-changed' | 'email-changed' | 'report';
/** Of these shares together a mailbox gets so many letters in any hour; beyond, they wait or are left out. */
export type MailboxLimit = Readonly<{
  shares: readonly MailboxShare[];
  times: number;
  beyond: 'wait' | 'leave-out';
}>;

/** Any sixty minutes count, not the hours of the clock. A link to a new password lives as long. */
export const MAILBOX_SPAN_SECONDS = HOUR;

/** Five letters in any hour, in shares, so that nobody can use up what a mailbox's owner needs. */
export const MAILBOX_LIMITS: readonly MailboxLimit[] = [
  // The first link, and a second for who lost it; or the first and the welcome. Codes for new devices go here too, since somebody
  // who knows the password may not own the mailbox; who gets none has the link to a new password.
  { shares: ['to-anybody', 'login-code'], times: 2, beyond: 'leave-out' },
  // Whatever others do, one link to a new password is left; beyond it the newest one that was sent still works.
  { shares: ['to-anybody', 'login-code', 'way-in'], times: 3, beyond: 'leave-out' },
  // A warning that finds its share used waits, unless a later letter says the same.
  { shares: ['password-changed'], times: 1, beyond: 'wait' },
  { shares: ['email-changed'], times: 1, beyond: 'wait' },
  // Beside the five: nobody but who runs the stage can cause one. Two, for somebody who has two accounts.
  { shares: ['report'], times: 2, beyond: 'wait' },
];

/**
 * Wrong passwords from one network address that are looked at, each of which costs a hash: two a second. Beyond, new devices
 * wait; known ones have limits of their own.
 */
export const WRONG_PASSWORDS_LIMIT: Limit = { what: 'wrong passwords', times: 600, spanSeconds: 300 };
/** Right ones for one account: enough for every device of a household at once. */
export const LOGINS_LIMIT: Limit = { what: 'logins', times: 60, spanSeconds: 300 };
/** Calls of one session that ask for the password again. */
export const CONFIRM_LIMIT: Limit = { what: 'confirm', times: 20, spanSeconds: 300 };
/** New passwords by one link; each try with a password that is good enough costs a hash. */
export const RESET_LIMIT: Limit = { what: 'reset', times: 10, spanSeconds: 900 };

/** Codes that one network address tries, for one account and for all. */
export const CODE_TRIES_LIMIT: Limit = { what: 'code tries', times: 5, spanSeconds: 900 };
export const CODE_CLIENT_LIMIT: Limit = { what: 'code tries of a client', times: 60, spanSeconds: 900 };
/**
 * Codes that are looked at for one account: of the network from which the right password came last, and of all others, so that
 * nobody can use up the tries of somebody else. All together a guess of eight digits succeeds once in two million times.
 */
export const CODE_ASKER_LIMIT: Limit = { what: 'code tries of who asked', times: 15, spanSeconds: 900 };
export const CODE_STRANGERS_LIMIT: Limit = { what: 'code tries of others', times: 20, spanSeconds: 900 };

/** The owner is told once a week at most that somebody keeps trying, after so many wrong passwords. */
export const ATTACK_LETTER_AFTER = 10;
export const ATTACK_LETTER_LIMIT: Limit = { what: 'login-attack', times: 1, spanSeconds: 7 * 86_400 };
