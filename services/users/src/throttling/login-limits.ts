import type { Limit } from './allow.ts';

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
