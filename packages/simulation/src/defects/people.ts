import type { Defect } from './defect.ts';

const USERS = 'services/users/src';
const ANALYTICS = 'services/analytics/src';

/** Of accounts, and of the numbers of analytics. */
export const PEOPLE_AND_NUMBERS: readonly Defect[] = [
  {
    name: 'a session goes on after its log-out',
    file: `${USERS}/sessions/log-out.ts`,
    find: 'sessions.end(session.id)',
    instead: 'Promise.resolve()',
    within: 100,
  },
  {
    name: 'logging out everywhere ends nothing',
    file: `${USERS}/sessions/sessions-of.ts`,
    find: 'user.sessionEpoch + 1',
    instead: 'user.sessionEpoch',
    within: 1000,
  },
  {
    name: 'who is suspended stays logged in',
    file: `${USERS}/accounts/user-change.ts`,
    find: 'before.sessionEpoch + 1',
    instead: 'before.sessionEpoch',
    within: 200,
  },
  {
    name: 'two tabs get two sessions',
    file: `${USERS}/sessions/session.ts`,
    find: "createHmac('sha256', text).update(salt).digest('base64url')",
    instead: 'newSecret()',
    within: 100,
  },
  {
    name: 'an erasure forgets the copy of the address book',
    file: 'services/orders/src/accounts/contact-store.ts',
    find: '{ put: { ...addressBookKey(userId), gone: true } }',
    instead: '{ update: addressBookKey(userId), set: { gone: true } }',
    within: 500,
  },
  {
    name: 'a stale copy of an account goes back',
    file: 'services/orders/src/accounts/contact-store.ts',
    find: '[{ pk: ABSENT }, { v: { lt: sequence } }]',
    instead: '{}',
    within: 500,
  },
  {
    name: 'a letter that was sent is taken for one that was not',
    file: `${USERS}/mails/send-letter.ts`,
    find: "notSent?.state ?? 'sent'",
    instead: "notSent?.state ?? 'failed'",
    within: 100,
  },
  {
    name: 'a letter is in another language than its reader',
    file: `${USERS}/mails/letter-sender.ts`,
    find: 'passwordChanged(user.locale, { ...facts, link: links.forgotten })',
    instead: "passwordChanged('en', { ...facts, link: links.forgotten })",
    within: 100,
  },
  {
    name: 'an order is anybody’s',
    file: 'services/orders/src/ordering/own-order.ts',
    find: 'order.userId !== userId',
    instead: 'false',
    within: 200,
  },
  {
    name: 'an event is booked each time that it comes',
    file: `${ANALYTICS}/facts/order-state.ts`,
    find: '`${sequence}.${kind}`',
    instead: '`${sequence}.${kind}.${Math.random()}`',
    within: 300,
  },
  {
    name: 'a fold counts again what it has moved',
    file: `${ANALYTICS}/roll-ups/fold-roll-ups.ts`,
    find: 'blocks.map(removal)',
    instead: '[]',
    within: 500,
  },
  {
    name: 'an old token of a log-in is refused, and the log-in goes on',
    file: `${USERS}/sessions/refresh-session.ts`,
    find: 'sessions.end(id)',
    instead: 'Promise.resolve()',
    within: 500,
  },
];
