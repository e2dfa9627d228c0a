import { createHash } from 'node:crypto';
import type { Table } from '@cartless/aggregate';
import type { NameKind } from './accounts/user.ts';

/** The service's table as `infra/tables.yml` creates it; the README says what each index is for. */
export const USERS_TABLE = {
  key: { id: 'S' },
  indexes: {
    'username-index': { key: { username: 'S' }, holds: 'keys' },
    'email-index': { key: { email: 'S' }, holds: 'keys' },
    'isActive-index': { key: { isActive: 'S', email: 'S' }, holds: 'keys' },
    'owner-index': { key: { owner: 'S', at: 'S' }, holds: 'keys' },
  },
  expires: 'expiresAt',
} as const satisfies Table;

/** Every item's key: users carry their own id, the rest say what they are before the `#`. */
export const userKey = (userId: string) => ({ id: userId });
export const nameKey = (kind: NameKind, name: string) => ({ id: `${kind}#${name}` });
/** That a user name is not to be had for a while. By a digest: whoever had it is gone, and the table must not name them. */
export const heldNameKey = (name: string) => ({ id: `held#${digest(name)}` });
export const linkKey = (userId: string) => ({ id: `link#${userId}` });
export const resetKey = (userId: string) => ({ id: `reset#${userId}` });
export const codeKey = (userId: string) => ({ id: `code#${userId}` });
/** Says that a code was asked for, as long as the code is good. */
export const codeAskedKey = (userId: string) => ({ id: `code-asked#${userId}` });
export const sessionKey = (sessionId: string) => ({ id: `session#${sessionId}` });
export const addressBookKey = (userId: string) => ({ id: `addresses#${userId}` });
export const letterKey = (eventId: string) => ({ id: `mail#${eventId}` });
/** How far the letters of a weekly report are asked for. */
export const reportKey = (eventId: string) => ({ id: `report#${eventId}` });
/** By a digest: an address that belongs to nobody any more must not be kept, and mail to it must not be sent. */
export const undeliverableKey = (email: string) => ({ id: `undeliverable#${digest(email)}` });
/** By a digest: what a mailbox got of late, whoever's it is. */
export const mailboxKey = (mailbox: string) => ({ id: `mailbox#${digest(mailbox)}` });
/** Says that an account may be one of the staff. */
export const staffKey = (userId: string) => ({ id: `staff#${userId}` });
export const auditKey = (userId: string, version: number) => ({ id: `audit#${userId}#${version}` });

/** Counters name what they count by digest: a typed name may be anything, a password in the wrong field too. */
export const counterKey = (what: string, of: string) => ({
  id: `count#${what}#${digest(of)}`,
});
/** The counter of an account's failed log-ins. */
export const failuresKey = (of: string) => counterKey('account', of);

const digest = (text: string): string => createHash('sha256').update(text).digest('base64url');
