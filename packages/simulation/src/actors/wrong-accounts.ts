import { type Account, ADMIN } from '../shop/people.ts';
import { answering, isOpenTo } from '../shop/routes.ts';
import type { Caller, Request } from '../world/gateway.ts';
import { drawn, isRefused, type Person } from './actor.ts';

type Wrong = readonly (readonly [route: string, request: Omit<Request, 'caller'>])[];

const WEAK = 'onlyletters';
const COMMON = 'password1';
const GUESS = 'not the right 1';
const NOBODYS_PHONE = '+8610000';

/** Changes of an account that are refused, whoever's it is. */
const wrongOf = ({ passwords: [password], username }: Account): Wrong => [
  ['users/changeProfile', { body: { phone: NOBODYS_PHONE } }],
  ['users/changeProfile', { body: { email: 'somebody@first.example' } }],
  ['users/changeProfile', { body: { email: 'somebody@first.example', password: GUESS } }],
  ['users/changePassword', { body: { current: password, next: WEAK } }],
  ['users/changePassword', { body: { current: password, next: COMMON } }],
  ['users/changePassword', { body: { current: GUESS, next: 'a better one 1' } }],
  ['users/deleteAccount', { body: { password: GUESS } }],
  ['users/logInByCode', { body: { identifier: username, code: '00000000' } }],
];

/** Changes an account in ways that are refused, and to what is another's. */
export async function changeWrongly(person: Person, account: Account, caller: Caller): Promise<void> {
  const { shop } = person;
  for (const [route, request] of wrongOf(account)) await isRefused(person, route, { ...request, caller });
  const addressId = 'adr_00000000000000000000000000';
  const nowhere = { caller, params: { addressId }, body: person.address };
  await isRefused(person, 'users/replaceAddress', nowhere);
  await isRefused(person, 'users/removeAddress', { caller, params: { addressId } });
  await shop.call('users/readProfile', { caller });
  await shop.call('users/listAddresses', { caller });
  const [password] = account.passwords;
  const all = shop.people.accounts;
  const other = all.find((one) => one !== account && !one.isGone);
  // Whose an address is stays open until somebody has confirmed it.
  if (other !== undefined)
    await shop.insist('users/changeProfile', { caller, body: { email: other.email, password } });
  const phone = phoneOf(drawn(person, 'phone', 0, all.length - 1));
  const { status } = await shop.insist('users/changeProfile', { caller, body: { phone } });
  if (status === 200) account.personal.add(phone);
}

/** A number that several name, and one of them has. */
const phoneOf = (index: number): string => `+86139123456${10 + index}`;

/** Opens accounts that there cannot be. */
export async function registerWrongly(person: Person, account: Account): Promise<void> {
  const { shop, name, done } = person;
  const form = {
    username: `second.${name}`,
    email: `second.${name}@first.example`,
    password: 'opens a door 1',
  };
  const wrong = [
    { ...form, username: account.username },
    { ...form, username: 'admin' },
    { ...form, password: WEAK },
    { ...form, password: COMMON },
    { ...form, phone: NOBODYS_PHONE },
    { ...form, email: account.email },
    { ...form, phone: phoneOf(0) },
  ];
  shop.people.asked.add(form.email);
  for (const [index, body] of wrong.entries()) {
    const headers = { 'idempotency-key': `${name}-second-${done}-${index}` };
    // The name of an account that was never confirmed may be free again, and so may the others.
    if (index === 0 || index > 4) {
      const made = await shop.insist('users/register', { headers, body });
      // Who has not confirmed an address is nobody yet, and works nowhere.
      if (made.status === 200)
        await isRefused(person, 'users/setRoles', {
          caller: ADMIN,
          params: { userId: String(made.body['userId']) },
          body: { roles: ['reports'] },
        });
    } else await isRefused(person, 'users/register', { headers, body });
  }
  await shop.insist('users/checkAvailability', { query: { username: account.username } });
}

const MOST_ADDRESSES = 20;

/** Keeps addresses until the book is full. */
export async function fillBook(person: Person, account: Account, caller: Caller): Promise<void> {
  const { shop, name, done } = person;
  for (let kept = 0; kept <= MOST_ADDRESSES; kept += 1) {
    const line1 = `${name} Court ${done} ${kept}`;
    account.personal.add(line1);
    const { status, body } = await shop.insist('users/addAddress', {
      caller,
      headers: { 'idempotency-key': `${name}-court-${done}-${kept}` },
      body: { ...person.address, line1 },
    });
    if (status !== 200 && status !== 201) return;
    account.addresses.push(String(body['addressId']));
  }
  shop.contradictions.push(`the address book of ${name} is never full`);
}

/** Wrong ones from one session, beyond what is looked at. */
const TRIES = 24;

export async function tryPasswords(person: Person, account: Account, caller: Caller): Promise<void> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const { status } = await isRefused(person, 'users/changePassword', {
      caller,
      body: { current: `${GUESS}${tries}`, next: 'a better one 1' },
    });
    if (status === 429) break;
  }
  await isRefused(person, 'users/deleteAccount', { caller, body: { password: GUESS } });
  const body = { email: 'somebody@first.example', password: GUESS };
  for (let letters = 0; letters < 6; letters += 1) {
    await isRefused(person, 'users/changeProfile', { caller, body });
    await person.shop.call('users/forgetPassword', {
      body: { email: `nobody.${person.name}@first.example` },
    });
    await person.shop.call('users/resendVerification', {
      body: { email: `nobody.${person.name}@first.example` },
    });
    await isRefused(person, 'users/logInByCode', {
      body: { identifier: account.username, code: '00000000' },
    });
  }
}

/** The right one, again and again. */
export async function confirmOften(person: Person, account: Account, caller: Caller): Promise<void> {
  const [current] = account.passwords;
  for (let tries = 0; tries < TRIES; tries += 1)
    await isRefused(person, 'users/changePassword', { caller, body: { current, next: WEAK } });
  await isRefused(person, 'users/deleteAccount', { caller, body: { password: GUESS } });
}

/** Everything that a token opens of an account. */
const doAll = ({ address }: Person, { passwords: [password], addresses }: Account): Wrong => {
  const addressId = addresses[0] ?? 'adr_00000000000000000000000000';
  return [
    ['users/readProfile', {}],
    ['users/listSessions', {}],
    ['users/changeProfile', { body: { locale: 'en' } }],
    ['users/changePassword', { body: { current: password, next: 'another one 1' } }],
    ['users/addAddress', { headers: { 'idempotency-key': 'after-all' }, body: address }],
    ['users/replaceAddress', { params: { addressId }, body: address }],
    ['users/removeAddress', { params: { addressId } }],
    ['users/deleteAccount', { body: { password } }],
  ];
};
/** Whose account is suspended may still look at it. */
const ONLY_LOOKS: ReadonlySet<string> = new Set(['users/readProfile', 'users/listSessions']);

/** What the staff does with the accounts of others, besides. */
const OF_STAFF = answering('ACCOUNT_SUSPENDED').filter(
  ({ name, route }) => name.startsWith('users/') && route.access !== 'public' && route.access !== 'shop',
);

/** Goes on with a token that is older than the suspension. */
export async function goOnBarred(person: Person, account: Account, caller: Caller): Promise<void> {
  const { userId } = ADMIN;
  for (const { name } of OF_STAFF)
    if (isOpenTo(name, caller))
      await isRefused(person, name, { caller, params: { userId }, body: { roles: [] } });
  for (const [route, request] of doAll(person, account))
    if (ONLY_LOOKS.has(route)) await person.shop.insist(route, { ...request, caller });
    else await isRefused(person, route, { ...request, caller });
}

/** Goes on with a token that is older than the erasure. */
export async function goOnErased(person: Person, account: Account, caller: Caller): Promise<void> {
  await person.shop.insist('users/endAllSessions', { caller });
  for (const [route, request] of doAll(person, account))
    if (!ONLY_LOOKS.has(route) && route !== 'users/removeAddress')
      await isRefused(person, route, { ...request, caller });
    else await person.shop.insist(route, { ...request, caller });
}
