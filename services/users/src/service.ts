import type { Items } from '@cartless/aggregate';
import { documentClient, dynamoItems } from '@cartless/aggregate/dynamodb';
import { lazy } from '@cartless/lambda';
import { auditStore } from './accounts/audit-store.ts';
import { directoryStore } from './accounts/directory-store.ts';
import { nameStore } from './accounts/name-store.ts';
import type { Clock } from './accounts/ports.ts';
import { userReader } from './accounts/user-reader.ts';
import { userStore } from './accounts/user-store.ts';
import { addressBookStore } from './addresses/address-book-store.ts';
import { storeConfig } from './config.ts';
import { linkStore } from './links/link-store.ts';
import { letterStore } from './mails/letter-store.ts';
import { undeliverableStore } from './mails/undeliverable-store.ts';
import { argon2Passwords } from './passwords/argon2-hasher.ts';
import { confirmPassword } from './passwords/confirm-password.ts';
import type { Passwords } from './passwords/ports.ts';
import { resetStore } from './passwords/reset-store.ts';
import { codeStore } from './sessions/code-store.ts';
import { loginStore } from './sessions/login-store.ts';
import { sessionStore } from './sessions/session-store.ts';
import { staffStore } from './staff/staff-store.ts';
import { allowanceStore } from './throttling/allowance-store.ts';
import { warnOwner } from './throttling/warn-owner.ts';
import { USERS_TABLE } from './users-table.ts';

/** What the whole service stands on. Tests and simulations bring their own. */
export type Ground = Readonly<{ items: Items; passwords: Passwords; now: Clock }>;

/** The ports of all use cases. What needs a key or a mailer is added by the functions that have one. */
export function usersPorts({ items, passwords, now }: Ground) {
  const users = userStore(items);
  const { decode } = users;
  const logins = loginStore(items, decode);
  const allowances = allowanceStore(items);
  const warn = warnOwner({ users, allowances });
  return {
    users,
    names: nameStore(items),
    audit: auditStore(items),
    directory: directoryStore(items, decode),
    sessions: sessionStore(items),
    staff: staffStore(items, decode),
    logins,
    passwords,
    codes: codeStore(items),
    warn,
    confirm: confirmPassword({ logins, passwords, allowances, warn, now }),
    allowances,
    links: linkStore(items, decode),
    resets: resetStore(items, decode),
    books: addressBookStore(items),
    letters: letterStore(items, decode),
    undeliverable: undeliverableStore(items),
    now,
  };
}

/** The table that the environment names. */
export const items = /* @__PURE__ */ lazy(() =>
  dynamoItems(documentClient(), storeConfig().DB_TABLE_USERS, USERS_TABLE),
);
export const clock: Clock = () => new Date();

/** What the deployed functions stand on: the table, argon2id, and the real clock. */
export const ground = /* @__PURE__ */ lazy((): Ground => ({
  items: items(),
  passwords: argon2Passwords,
  now: clock,
}));

export const ports = /* @__PURE__ */ lazy(() => usersPorts(ground()));

/** Accounts for functions that change none. */
export const storedUsers = /* @__PURE__ */ lazy(() => userReader(items()));
