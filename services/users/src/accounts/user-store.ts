import {
  ABSENT,
  aggregate,
  aggregateStore,
  type Items,
  tells,
  type When,
  type Write,
} from '@cartless/aggregate';
import {
  epochSeconds,
  LoginLetterRequested,
  MailRequested,
  UserActivated,
  UserErased,
  UserRegistered,
  UserRegisteredV2,
  UserReinstated,
  UserSuspended,
  UserUpdated,
} from '@cartless/domain';
import { TokenUnknown } from '../links/errors.ts';
import { RoleNotYours } from '../staff/errors.ts';
import { listed } from '../staff/staff-item.ts';
import {
  addressBookKey,
  codeAskedKey,
  codeKey,
  failuresKey,
  heldNameKey,
  linkKey,
  nameKey,
  resetKey,
  sessionKey,
  staffKey,
  undeliverableKey,
  userKey,
} from '../users-table.ts';
import { auditItem } from './audit-item.ts';
import { NAME_TAKEN } from './errors.ts';
import type { Users } from './ports.ts';
import type { UserFact, UserSide } from './user.ts';
import { type DecodeUser, known, livingUsers, type Stored, userReadable } from './user-reader.ts';

/** What other services may know of an account. */
function account(user: Stored) {
  if (user.status === 'erased') throw new Error('nothing but the erasure is told of an erased account');
  const { id, typed, locale } = user;
  return { userId: id, ...typed, locale };
}

const localeOf = (user: Stored) => account(user).locale;

/** An account in the table: its names are items of their own, so that no two accounts can have the same. */
export const userDeclaration = aggregate<Stored, UserFact, UserSide>({
  ...userReadable,
  toItem: (user) => (user.status === 'erased' ? { status: user.status } : user),
  // Text, because index keys cannot be booleans.
  indexes: ({ status }) => (status === 'erased' ? {} : { isActive: String(status === 'active') }),
  facts: {
    registered: tells(UserRegistered, (_, user) => account(user), UserRegisteredV2),
    activated: tells(UserActivated, (_, { id }) => ({ userId: id })),
    changed: tells(UserUpdated, (_, user) => account(user)),
    suspended: tells(UserSuspended, (_, { id }) => ({ userId: id })),
    reinstated: tells(UserReinstated, (_, { id }) => ({ userId: id })),
    erased: tells(UserErased, (_, { id }) => ({ userId: id })),
    'letter-asked': tells(MailRequested, ({ letter, to }, user) => ({
      userId: user.id,
      letter,
      ...(to !== undefined && { to, locale: localeOf(user) }),
    })),
    'login-letter-asked': tells(LoginLetterRequested, ({ letter }, { id }) => ({ userId: id, letter })),
  },
  sides: {
    // A hold that has run out counts as gone even before the table removed it.
    'take-name': ({ kind, name, at }, { id }) => {
      const when: When = [{ id: ABSENT }, { expiresAt: { lt: epochSeconds(at) } }];
      const claim: Write = { put: { ...nameKey(kind, name), userId: id }, when };
      return kind === 'username' ? [claim, { check: heldNameKey(name), when }] : [claim];
    },
    'give-back-name': ({ kind, name }) => ({ delete: nameKey(kind, name) }),
    'hold-username': ({ name, until }) => [
      { delete: nameKey('username', name) },
      { put: { ...heldNameKey(name), expiresAt: epochSeconds(until) } },
    ],
    'while-held': ({ by, roles }) => ({
      check: userKey(by),
      when: { status: 'active', scopes: { has: roles } },
    }),
    'list-staff': ({ at }, { id }) => listed(id, at),
    'unlist-staff': (_, { id }) => ({ delete: staffKey(id) }),
    record: ({ entry }, { id, version }) => ({ put: auditItem(id, version, entry) }),
    // Counts as a change of the session, so that a renewal at the same moment is decided again.
    'keep-session': ({ sessionId, epoch }, { id }) => ({
      update: sessionKey(sessionId),
      set: { epoch },
      add: { version: 1 },
      when: { userId: id, epoch: epoch - 1 },
    }),
    'use-link': ({ digest, at }, { id }) => ({
      update: linkKey(id),
      set: { usedAt: at },
      when: { digest, usedAt: ABSENT },
    }),
    'use-reset': ({ digest }, { id }) => ({ delete: resetKey(id), when: { digest } }),
    'forget-failures': (_, { id }) => ({ delete: failuresKey(id) }),
    'ask-code': ({ at, until }, { id }) => ({
      put: { ...codeAskedKey(id), expiresAt: epochSeconds(until) },
      when: [{ id: ABSENT }, { expiresAt: { lte: epochSeconds(at) } }],
    }),
    'remove-belongings': ({ email }, { id }) =>
      [
        addressBookKey(id),
        linkKey(id),
        resetKey(id),
        codeKey(id),
        codeAskedKey(id),
        undeliverableKey(email),
      ].map((key) => ({
        delete: key,
      })),
  },
  personal: {
    username: 'drop',
    email: 'drop',
    typed: 'drop',
    phone: 'drop',
    newEmail: 'drop',
    passwordHash: 'drop',
    requestHash: 'drop',
    locale: 'drop',
    weeklyReport: 'drop',
  },
  onRefusal(refused) {
    for (const { side } of refused) {
      if (side.type === 'take-name') throw NAME_TAKEN[side.kind]();
      if (side.type === 'while-held') throw RoleNotYours();
      if (side.type === 'use-link' || side.type === 'use-reset') throw TokenUnknown();
    }
  },
});

/** Accounts in the users table. */
export function userStore(items: Items): Users & Readonly<{ decode: DecodeUser }> {
  const store = aggregateStore(userDeclaration, items);
  return {
    ...livingUsers(store),
    create: (change) => store.create(() => change),
    change: async (id, rule, options) => known(await store.change(id, (user) => rule(known(user)), options)),
    async erase(id, rule, options) {
      await store.change(id, (user) => rule(known(user)), options);
    },
  };
}
