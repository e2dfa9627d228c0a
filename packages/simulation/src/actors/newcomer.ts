import { type Account, ADMIN, HELPER } from '../shop/people.ts';
import { throughPage } from '../shop/pages.ts';
import {
  ACCOUNT_HOLDER,
  enter,
  found,
  guessAt,
  isDone,
  loggedIn,
  passwordOf,
  withAccount,
} from './account-holder.ts';
import { drawn, isRefused, type Person, type Role } from './actor.ts';
import { DAY, HOUR, keyed } from './rehearsing.ts';

/** Guessed at by others, one is asked for a code on a new device, and gets in by that. */
const getInByCode = withAccount(async (person, account) => {
  // A mailbox gets so many letters of the house in an hour.
  await person.shop.world.wait(2 * HOUR);
  await guessAt(person, account);
  const entered = await enter(person, account, false);
  if ('accessToken' in entered) account.others.push(entered);
});

/** So many letters are asked for from one place in an hour, and more. */
const MANY_LETTERS = 62;
/** More than a household has. */
const MANY_DEVICES = 62;

const askForLetters = async ({ shop, name }: Person): Promise<void> => {
  const body = { email: `nobody.${name}@first.example` };
  for (const route of ['users/forgetPassword', 'users/resendVerification']) {
    await Promise.all(Array.from({ length: MANY_LETTERS }, () => shop.call(route, { body })));
    await shop.call(route, { body });
  }
};

/** On pages of the shop. */
const logInOnEveryPage = withAccount(async ({ shop }, { username: identifier, passwords: [password] }) => {
  const page = throughPage('users/logIn', { body: { identifier, password } });
  if (page === undefined) return;
  await Promise.all(Array.from({ length: MANY_DEVICES }, () => shop.call(page.name, page.request)));
});

/** The password is new in one tab when another one goes on with that of before. */
const changeInTwoTabs = loggedIn(async (person, account, caller) => {
  const { shop, name, done } = person;
  const [current, ...unsure] = account.passwords;
  if (unsure.length > 0) return;
  const next = passwordOf(person);
  const email = `mei.${name}@tabs${done}.example`;
  account.passwords = [current, next];
  account.personal.add(email);
  const later = drawn(person, 'later', 0, 150);
  const [changed] = await Promise.all([
    shop.world
      .wait(later)
      .then(() => shop.insist('users/changePassword', { caller, body: { current, next } })),
    shop.insist('users/changeProfile', { caller, body: { email, password: current } }),
  ]);
  if (!isDone(changed)) return;
  account.passwords = [next];
  for (const other of account.others.splice(0)) shop.people.end(other);
});

/** The same, and the account is erased in the other tab. */
const eraseInTwoTabs = loggedIn(async (person, account, caller) => {
  const { shop } = person;
  const [current, ...unsure] = account.passwords;
  if (unsure.length > 0) return;
  const next = passwordOf(person);
  account.passwords = [current, next];
  const later = drawn(person, 'later', 0, 60);
  const [changed, erased] = await Promise.all([
    shop.insist('users/changePassword', { caller, body: { current, next } }),
    shop.world
      .wait(later)
      .then(() => shop.insist('users/deleteAccount', { caller, body: { password: current } })),
  ]);
  if (isDone(changed)) account.passwords = [next];
  if (isDone(erased) || erased.code === 'USER_UNKNOWN') {
    account.isGone = true;
    shop.people.endAll(account);
  } else if (isDone(changed)) for (const other of account.others.splice(0)) shop.people.end(other);
});

/** Follows the link to an address with which somebody else has opened an account meanwhile. */
const loseAddress = loggedIn(async (person, account, caller) => {
  const { shop, name, done } = person;
  const email = `both${done}.${name}@first.example`;
  const [password] = account.passwords;
  shop.people.shared.add(email);
  const linkOf = (userId: string) => found(person, email, new RegExp(`/verify\\?token=(${userId}[\\w.%-]+)`));
  if (!isDone(await shop.insist('users/changeProfile', { caller, body: { email, password } }))) return;
  const own = await linkOf(account.userId);
  const headers = keyed(person, 'both');
  const form = { username: `both${done}.${name}`, email, password: 'opens a door 2', locale: 'en' };
  const { status, body } = await shop.insist('users/register', { headers, body: form });
  if (status !== 200 || own === undefined) return;
  const other = await linkOf(String(body['userId']));
  for (const token of [other, own])
    if (token !== undefined)
      await shop.insist('users/verifyToken', { body: { token: decodeURIComponent(token) } });
});

/** Opens an account with a number that is taken, and keeps two addresses under one key. */
const reuse = loggedIn(async (person, account, caller) => {
  const { shop, name, done } = person;
  const phone = `+861370013${String(1000 + drawn(person, 'phone', 0, 8999))}`;
  const { status } = await shop.insist('users/changeProfile', { caller, body: { phone } });
  if (status === 200) {
    account.personal.add(phone);
    const form = { username: `phone${done}.${name}`, email: `phone${done}.${name}@first.example` };
    const headers = keyed(person, 'phone');
    const body = { ...form, password: 'opens a door 3', phone };
    await isRefused(person, 'users/register', { headers, body });
  }
  const headers = keyed(person, 'reuse');
  const line1 = `${name} Court ${done}`;
  account.personal.add(line1);
  const body = { ...person.address, line1 };
  const kept = await shop.insist('users/addAddress', { caller, headers, body });
  if (!isDone(kept)) return;
  account.addresses.push(String(kept.body['addressId']));
  await isRefused(person, 'users/addAddress', { caller, headers, body: { ...body, line1: `${line1} B` } });
});

/** Runs the shop for a while: whom nobody but another owner can let in again, and who cannot go when there is no other. */
const runShop = loggedIn(async (person, account) => {
  const { shop } = person;
  const params = { userId: account.userId };
  const by = (caller = ADMIN) => ({ caller, params });
  if (!isDone(await shop.insist('users/setRoles', { ...by(), body: { roles: ['admin'] } }))) return;
  if (isDone(await shop.insist('users/suspendUser', { ...by(), body: {} }))) {
    shop.people.endAll(account);
    await isRefused(person, 'users/reinstateUser', by(HELPER));
    await shop.insist('users/reinstateUser', by());
  }
  await beTheOnlyOne(person);
  await shop.insist('users/setRoles', { ...by(), body: { roles: [] } });
});

const beTheOnlyOne = loggedIn(async (person, account: Account, caller) => {
  const { shop } = person;
  const other = { caller, params: { userId: ADMIN.userId } };
  if (!isDone(await shop.insist('users/setRoles', { ...other, body: { roles: [] } }))) return;
  const [password, ...unsure] = account.passwords;
  if (unsure.length === 0) await isRefused(person, 'users/deleteAccount', { caller, body: { password } });
  await shop.insist('users/setRoles', { ...other, body: { roles: ['admin'] } });
});

/** As every account begins, and nobody does once more. */
const asHolder = (name: string) => ({ ...ACCOUNT_HOLDER.acts[name], often: 0 }) as Role['acts'][string];

/** Who has just opened an account, and has seldom luck with it. */
export const NEWCOMER: Role = {
  thinksMs: DAY / 4,
  begins: ['registers', 'confirms the address', 'logs in'],
  acts: {
    registers: asHolder('registers'),
    'confirms the address': asHolder('confirms the address'),
    'logs in': asHolder('logs in'),
    'gets in by a code': { often: 6, act: getInByCode },
    'asks for letters until there are no more': { often: 0.4, act: askForLetters },
    'logs in on every page of the house': { often: 0.5, act: logInOnEveryPage },
    'changes the account in two tabs': {
      often: 3,
      next: ['changes the account in two tabs'],
      act: changeInTwoTabs,
    },
    'erases the account in two tabs': { often: 1, act: eraseInTwoTabs },
    'loses an address to somebody else': { often: 2, act: loseAddress },
    'uses a number and a key again': { often: 1, act: reuse },
    'runs the shop for a while': { often: 2, act: runShop },
  },
};
