import { type Role as Area, STAFF_SCOPE_NAMES } from '@cartless/domain';
import { ADMIN, callerOf } from '../shop/people.ts';
import { ACCOUNT_HOLDER, loggedIn, refresh } from './account-holder.ts';
import { type Act, drawn, isRefused, type Person, type Role } from './actor.ts';
import { CLERK } from './clerk.ts';
import { MERCHANT } from './merchant.ts';
import { PACKER } from './packer.ts';
import { READER_OF_REPORTS } from './reader.ts';
import { SUPPORTER } from './supporter.ts';

const HOUR = 3_600_000;

/** Does what the staff does, by the token of one's own account: what is outside of its areas is refused. */
const working = (act: Act): Act => loggedIn((person, _, token) => act({ ...person, token }));

const someAreas = (person: Person): Area[] =>
  STAFF_SCOPE_NAMES.filter((_, index) => drawn(person, `area ${index}`, 0, 2) === 0);

/** The owner says in which areas somebody works; the next token says so, too. */
const appoint = (areasOf: (person: Person) => Area[]): Act =>
  loggedIn(async (person, account) => {
    const { shop } = person;
    const roles = areasOf(person);
    const { status } = await shop.insist('users/setRoles', {
      caller: ADMIN,
      params: { userId: account.userId },
      body: { roles },
    });
    if (status !== 200) return;
    await refresh(person, account);
    if (account.session === undefined) return;
    const { scopes = [] } = callerOf(account.session.accessToken);
    const wrong = STAFF_SCOPE_NAMES.find((area) => scopes.includes(area) !== roles.includes(area));
    if (wrong !== undefined)
      shop.contradictions.push(`${person.name} has ${roles.join()} and a token for ${scopes.join()}`);
  });

/** What nobody may do to themselves, to whom they do not know, and to who is above them. */
const reachTooFar: Act = working(async (person) => {
  const { shop, userId, token } = person;
  if (token === undefined) return;
  const own = { caller: token, params: { userId } };
  const owner = { caller: token, params: { userId: ADMIN.userId } };
  const lift = { level: 'unlimited', until: '2026-12-31', reason: 'I know them' };
  await isRefused(person, 'users/suspendUser', { ...own, body: {} });
  await isRefused(person, 'users/reinstateUser', { ...own, body: {} });
  await isRefused(person, 'users/suspendUser', { ...owner, body: {} });
  await isRefused(person, 'users/reinstateUser', { ...owner, body: {} });
  await isRefused(person, 'users/setRoles', { ...owner, body: { roles: [] } });
  await isRefused(person, 'users/setRoles', { ...own, body: { roles: ['admin'] } });
  await isRefused(person, 'orders/setOrderLimits', { ...own, body: lift });
  await shop.insist('users/readUser', own);
});

/** The only administrator cannot go. */
const ownerStays: Act = async (person) => {
  const { userId } = ADMIN;
  await isRefused(person, 'users/setRoles', { caller: ADMIN, params: { userId }, body: { roles: [] } });
};

/** Orders as everybody does, with a token that can do more. */
const buys: Role['acts'] = Object.fromEntries(
  ['orders', 'pays', 'cancels', 'sends back'].flatMap((name) => {
    const one = ACCOUNT_HOLDER.acts[name];
    return one === undefined ? [] : [[name, { ...one, often: 1 }] as const];
  }),
);

const WORK: Role['acts'] = Object.fromEntries(
  [CLERK, MERCHANT, SUPPORTER, READER_OF_REPORTS].flatMap(({ acts }) =>
    Object.entries(acts).flatMap(([name, { act }]) =>
      name in { waits: 1, 'an hour is over': 1, 'makes the numbers anew': 1 }
        ? []
        : [[name, { often: 1, next: ['is given areas', name], act: working(act) }] as const],
    ),
  ),
);

/** Of the account itself. */
const OWN: Role['acts'] = Object.fromEntries(
  [
    'registers',
    'confirms the address',
    'logs in',
    'comes back',
    'logs out',
    'is suspended for a while',
    'erases the account',
  ].flatMap((name) => {
    const one = ACCOUNT_HOLDER.acts[name];
    return one === undefined
      ? []
      : [
          [
            name,
            { act: one.act, often: name === 'is suspended for a while' ? 4 : Math.min(1, one.often) },
          ] as const,
        ];
  }),
);

/** Somebody of the staff with an account of their own, who works in some areas and buys besides. */
export const EMPLOYEE: Role = {
  thinksMs: 6 * HOUR,
  begins: ['registers', 'confirms the address', 'logs in', 'is given areas'],
  acts: {
    ...OWN,
    ...buys,
    ...WORK,
    'hands over what is packed': {
      often: 2,
      act: working((person) => PACKER.acts['hands over what is packed']?.act(person) ?? Promise.resolve()),
    },
    'is given areas': { often: 6, act: appoint(someAreas) },
    'leaves the staff': { often: 1, act: appoint(() => []) },
    'reaches too far': { often: 6, act: reachTooFar },
    'asks the owner to go': { often: 2, act: ownerStays },
  },
};
