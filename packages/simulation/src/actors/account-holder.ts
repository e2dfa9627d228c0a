import { ADMIN, type Account, callerOf, type Session } from '../shop/people.ts';
import type { Caller, Reply } from '../world/gateway.ts';
import { type Act, drawn, isRefused, type Person, type Role } from './actor.ts';
import {
  changeWrongly,
  confirmOften,
  fillBook,
  goOnBarred,
  goOnErased,
  registerWrongly,
  tryPasswords,
} from './wrong-accounts.ts';
import { SHOPPER } from './shopper.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** Access tokens are not used in their last seconds: clocks differ. */
const SPARE_MS = 10 * SECOND;
/** A session that was used within so long has not ended by itself. */
const IN_USE_MS = 13 * DAY;

export const passwordOf = ({ name, done }: Person): string => `${name} opens door ${done}`;

/** Does something with one's account; nothing without one. */
export const withAccount =
  (act: (person: Person, account: Account) => Promise<unknown>): Act =>
  async (person) => {
    if (person.account !== undefined && !person.account.isGone) await act(person, person.account);
  };

/** The same with a token, for which one may have to log in. */
export const loggedIn = (act: (person: Person, account: Account, caller: Caller) => Promise<unknown>): Act =>
  withAccount(async (person, account) => {
    const caller = await token(person, account);
    if (caller !== undefined) await act(person, account, caller);
  });

const register: Act = async (person) => {
  const { shop, name } = person;
  if (person.account !== undefined) return;
  const username = `mei.${name}`;
  const email = `mei.${name}@first.example`;
  const password = passwordOf(person);
  const locale = drawn(person, 'locale', 0, 1) === 0 ? 'en' : 'zh-CN';
  shop.people.asked.add(email);
  const { status, body } = await shop.insist('users/register', {
    headers: { 'idempotency-key': `${name}-register` },
    body: { username, password, email, locale },
  });
  if (status !== 200) return;
  person.userId = String(body['userId']) as Person['userId'];
  person.address = {
    ...person.address,
    recipient: `Mei of ${name}`,
    line1: `${name} Lane 1`,
  };
  const { recipient, line1 } = person.address;
  person.account = {
    userId: person.userId,
    username,
    email,
    passwords: [password],
    others: [],
    addresses: [],
    personal: new Set([username, email, recipient, line1]),
    isGone: false,
  };
  shop.people.accounts.push(person.account);
};

/** The newest letter to an address that has something in it; waits for it a while. */
export async function found({ shop }: Person, to: string, pattern: RegExp): Promise<string | undefined> {
  for (let waited = 0; waited < 6; waited += 1) {
    const letter = shop.world.mails.findLast((mail) => mail.to === to && pattern.test(mail.text));
    const [, part] = pattern.exec(letter?.text ?? '') ?? [];
    if (part !== undefined) return part;
    await shop.world.wait(waited * 10 * SECOND);
  }
  return undefined;
}

const VERIFY = /\/verify\?token=([\w.%-]+)/;
const RESET = /\/reset-password\?token=([\w.%-]+)/;
const CODE = /\b(\d{8})\b/;

/** Follows the link that was mailed to an address. @returns whether it was confirmed */
async function confirm(person: Person, email: string): Promise<boolean> {
  const { shop } = person;
  const link = await found(person, email, VERIFY);
  if (link === undefined) {
    await shop.insist('users/resendVerification', { body: { email } });
    return false;
  }
  const { status } = await shop.insist('users/verifyToken', { body: { token: decodeURIComponent(link) } });
  return status === 200;
}

/**
 * Logs in with what may be the password.
 * @returns the session, or why there is none: the answer to the right password says more than that to a wrong one
 */
export async function enter(person: Person, account: Account, isKnown: boolean): Promise<Session | Reply> {
  const { shop } = person;
  const names = [account.username, account.email, account.userId];
  const identifier = names[drawn(person, 'name', 0, 2)] ?? account.username;
  let why: Reply = { status: 0, headers: {}, body: {}, code: '' };
  for (const password of account.passwords) {
    const device = isKnown && account.device !== undefined && { deviceToken: account.device };
    let reply = await shop.insist('users/logIn', { body: { identifier, password, ...device } }, person.name);
    if (reply.code === 'CODE_REQUIRED') {
      const code = await found(person, account.email, CODE);
      if (code !== undefined)
        reply = await shop.insist('users/logInByCode', { body: { identifier, code } }, person.name);
    }
    if (why.status === 0 || reply.code !== 'BAD_CREDENTIALS') why = reply;
    if (reply.status !== 200) continue;
    if (reply.code !== 'CODE_REQUIRED') account.passwords = [password];
    if (isKnown) account.device = String(reply.body['deviceToken']);
    return sessionIn(person, reply);
  }
  return why;
}

const sessionIn = ({ shop }: Person, { body }: Reply): Session => ({
  accessToken: String(body['accessToken']),
  refreshToken: String(body['refreshToken']),
  usedAt: shop.world.scheduler.now,
});

async function logIn(person: Person, account: Account): Promise<void> {
  if (account.session !== undefined) account.others.push(account.session);
  account.session = undefined;
  const entered = await enter(person, account, true);
  if ('accessToken' in entered) account.session = entered;
  else if (entered.code === 'BAD_CREDENTIALS')
    person.shop.contradictions.push(`${person.name} does not get in with the right password`);
}

/** Renews the session, sometimes in two tabs at once. */
export async function refresh(person: Person, account: Account): Promise<void> {
  const { shop, name } = person;
  const { session } = account;
  if (session === undefined) return;
  const request = { body: { refreshToken: session.refreshToken } };
  const twice = drawn(person, 'tabs', 0, 1) === 0;
  const replies = await Promise.all([
    shop.insist('users/refreshToken', request, name),
    ...(twice ? [shop.callBy(name, 'users/refreshToken', request)] : []),
  ]);
  const renewed = replies.filter(({ status }) => status === 200);
  const [first] = renewed;
  if (new Set(renewed.map(({ body }) => body['refreshToken'])).size > 1)
    shop.contradictions.push(`two tabs of ${name} have different sessions`);
  const isDue = shop.world.scheduler.now - session.usedAt < IN_USE_MS;
  if (first === undefined && isDue && shop.world.faults.happened.length === 0)
    shop.contradictions.push(`the session of ${name} ended by itself`);
  account.session = first && sessionIn(person, first);
}

/** Who the account's token says is calling, renewed or got anew where it has run out. */
async function token(person: Person, account: Account): Promise<Caller | undefined> {
  const { scheduler } = person.shop.world;
  for (const renew of [undefined, refresh, logIn]) {
    await renew?.(person, account);
    if (account.session === undefined) continue;
    const { until, ...caller } = callerOf(account.session.accessToken);
    if (until > scheduler.now + SPARE_MS) return caller;
  }
  return undefined;
}

export const isDone = ({ status }: Reply): boolean => status >= 200 && status < 300;

/** Tries the newest token of a session that has ended. */
async function tryEnded({ shop, name }: Person, session: Session | undefined): Promise<void> {
  if (session === undefined) return;
  const request = { body: { refreshToken: session.refreshToken } };
  const { status } = await shop.insist('users/refreshToken', request, name);
  if (status === 200) shop.contradictions.push(`a session of ${name} has ended and goes on`);
}

const logOut = withAccount(async (person, account) => {
  const { shop } = person;
  const { session } = account;
  if (session === undefined) return;
  const request = { body: { refreshToken: session.refreshToken } };
  const reply = await shop.insist('users/logOut', request, person.name);
  account.session = undefined;
  if (!isDone(reply)) return;
  shop.people.end(session);
  await tryEnded(person, session);
});

const changePassword = loggedIn(async (person, account, caller) => {
  const { shop } = person;
  const [current] = account.passwords;
  const next = passwordOf(person);
  if (account.passwords.length > 1) return;
  account.passwords = [current, next];
  const reply = await shop.insist('users/changePassword', { caller, body: { current, next } });
  if (!isDone(reply)) return;
  account.passwords = [next];
  for (const other of account.others.splice(0)) shop.people.end(other);
});

/** The owner has forgotten it, and follows the link twice. */
const resetPassword = withAccount(async (person, account) => {
  const { shop } = person;
  await shop.insist('users/forgetPassword', { body: { email: account.email } });
  const link = await found(person, account.email, RESET);
  if (link === undefined) return;
  const next = passwordOf(person);
  const token = decodeURIComponent(link);
  const body = { token, password: next };
  for (const password of ['onlyletters', 'password1'])
    await isRefused(person, 'users/resetPassword', { body: { token, password } });
  const before = account.passwords;
  account.passwords = [...before, next];
  const reply = await shop.insist('users/resetPassword', { body });
  if (!isDone(reply)) return;
  account.passwords = [next];
  shop.people.endAll(account);
  shop.people.usedLinks.push(body.token);
});

/** Two tabs change the password at once: one of them is too late. */
const changePasswordTwice = loggedIn(async (person, account, caller) => {
  const [current, ...others] = account.passwords;
  const [one, other] = [`${passwordOf(person)} a`, `${passwordOf(person)} b`];
  if (others.length > 0) return;
  account.passwords = [current, one, other];
  const replies = await Promise.all(
    [one, other].map((next) =>
      person.shop.insist('users/changePassword', { caller, body: { current, next } }),
    ),
  );
  if (replies.filter(isDone).length === 2)
    person.shop.contradictions.push(`two tabs of ${person.name} changed one password`);
  for (const session of account.others.splice(0)) person.shop.people.end(session);
});

/** Follows the link to a new password when it has run out. */
const resetTooLate = withAccount(async (person, account) => {
  const { shop } = person;
  await shop.insist('users/forgetPassword', { body: { email: account.email } });
  const link = await found(person, account.email, RESET);
  if (link === undefined) return;
  // It is good for an hour, and clocks may have been ahead when it was made, and be behind by now.
  await shop.world.wait(15 * HOUR);
  const token = decodeURIComponent(link);
  await isRefused(person, 'users/resetPassword', { body: { token, password: 'too late for it 1' } });
});

/** Others guess at an account until somebody new is not let in by the password alone. */
export async function guessAt(person: Person, { username: identifier }: Account): Promise<void> {
  for (let guesses = 0; guesses < MANY_GUESSES; guesses += 1)
    await isRefused(person, 'users/logIn', { body: { identifier, password: `a guess ${guesses}` } });
}

/** Guessed at by others, one is asked for a code on a new device; and is suspended before it is typed. */
const codeComesLate = withAccount(async (person, account) => {
  const { shop } = person;
  const [password] = account.passwords;
  const identifier = account.username;
  await guessAt(person, account);
  const { code } = await shop.insist('users/logIn', { body: { identifier, password } }, person.name);
  if (code !== 'CODE_REQUIRED') return;
  const mailed = await found(person, account.email, CODE);
  if (mailed === undefined) return;
  const staff = { caller: ADMIN, params: { userId: account.userId } };
  if (!isDone(await shop.insist('users/suspendUser', { ...staff, body: {} }))) return;
  shop.people.endAll(account);
  await isRefused(person, 'users/logInByCode', { body: { identifier, code: mailed } });
  for (let tries = 0; tries < 6; tries += 1)
    await isRefused(person, 'users/logInByCode', { body: { identifier, code: '00000000' } });
  await shop.insist('users/reinstateUser', staff);
});
/** More than a household has. */
const MANY_DEVICES = 62;
/** After so many somebody new is not let in by the password alone. */
const MANY_GUESSES = 12;

const changeEmail = loggedIn(async (person, account, caller) => {
  const email = `mei.${person.name}@place${person.done}.example`;
  account.personal.add(email);
  const [password] = account.passwords;
  const reply = await person.shop.insist('users/changeProfile', { caller, body: { email, password } });
  if (isDone(reply) && (await confirm(person, email))) account.email = email;
});

/** Two people want one mailbox, and both can read it. */
const shareMailbox = loggedIn(async (person, account, caller) => {
  const email = 'family@first.example';
  const [password] = account.passwords;
  person.shop.people.shared.add(email);
  if (drawn(person, 'too late', 0, 2) > 0)
    await person.shop.world.wait(drawn(person, 'pause', 0, 3) * MINUTE);
  const reply = await person.shop.insist('users/changeProfile', { caller, body: { email, password } });
  if (!isDone(reply)) return;
  const link = await found(person, email, new RegExp(`/verify\\?token=(${account.userId}[\\w.%-]+)`));
  if (drawn(person, 'forgets it', 0, 2) === 0) await person.shop.world.wait(3 * DAY);
  if (link === undefined) return;
  const { status } = await person.shop.insist('users/verifyToken', {
    body: { token: decodeURIComponent(link) },
  });
  if (status === 200) account.email = email;
});

const changeLocale = loggedIn(async (person, _, caller) => {
  const locale = drawn(person, 'locale', 0, 1) === 0 ? 'en' : 'zh-CN';
  await person.shop.insist('users/changeProfile', { caller, body: { locale } });
});

const keepAddress = loggedIn(async (person, account, caller) => {
  const { shop, name, done } = person;
  const line1 = `${name} Square ${done}`;
  account.personal.add(line1);
  const body = { ...person.address, line1 };
  const known = account.addresses[drawn(person, 'address', 0, 2)];
  if (known === undefined) {
    const headers = { 'idempotency-key': `${name}-address-${done}` };
    const reply = await shop.insist('users/addAddress', { caller, headers, body });
    if (isDone(reply)) account.addresses.push(String(reply.body['addressId']));
    return;
  }
  const params = { addressId: known };
  if (drawn(person, 'keeps it', 0, 2) > 0)
    await shop.insist('users/replaceAddress', { caller, params, body });
  else await shop.insist('users/removeAddress', { caller, params });
});

const isSuspended = withAccount(async (person, account) => {
  const { shop } = person;
  const request = {
    caller: ADMIN,
    params: { userId: account.userId },
    body: { reason: `${person.name} shouts` },
  };
  account.personal.add(request.body.reason);
  const caller = await token(person, account);
  const { session } = account;
  const moves = caller !== undefined && drawn(person, 'moves', 0, 1) === 0;
  const email = `mei.${person.name}@gone${person.done}.example`;
  if (moves) {
    account.personal.add(email);
    const [password] = account.passwords;
    await shop.insist('users/changeProfile', { caller, body: { email, password } });
  }
  const link = moves ? await found(person, email, VERIFY) : undefined;
  if (!isDone(await shop.insist('users/suspendUser', request))) return;
  if (link !== undefined)
    await isRefused(person, 'users/verifyToken', { body: { token: decodeURIComponent(link) } });
  shop.people.endAll(account);
  await shop.insist('users/suspendUser', request);
  if (caller !== undefined) await goOnBarred(person, account, caller);
  await shop.world.wait(drawn(person, 'suspended', 1, 2 * DAY));
  const entered = await enter(person, account, true);
  if ('accessToken' in entered) shop.contradictions.push(`${person.name} is suspended and gets in`);
  if (isDone(await shop.insist('users/reinstateUser', request))) await tryEnded(person, session);
  await shop.insist('users/reinstateUser', request);
});

const eraseAccount = loggedIn(async (person, account, caller) => {
  const { shop } = person;
  const [password] = account.passwords;
  const reply = await shop.insist('users/deleteAccount', { caller, body: { password } });
  if (!isDone(reply) && reply.code !== 'USER_UNKNOWN') return;
  account.isGone = true;
  shop.people.endAll(account);
  await goOnErased(person, account, caller);
});

/** Sees where one is logged in, and ends one of the others. */
const endOther = loggedIn(async (person, account, caller) => {
  const { shop } = person;
  const { status, body } = await shop.insist('users/listSessions', { caller });
  if (status !== 200) return;
  const items = body['items'] as readonly Readonly<{ sessionId: string; current: boolean }>[];
  if (items.filter(({ current }) => current).length > 1)
    shop.contradictions.push(`${person.name} is here twice`);
  const other = account.others[0];
  const sessionId = other?.refreshToken.split('.')[0];
  if (other === undefined || sessionId === undefined) return;
  if (!isDone(await shop.insist('users/endSession', { caller, params: { sessionId } }))) return;
  account.others.shift();
  shop.people.end(other);
  await tryEnded(person, other);
});

/** Somebody shows a token that was renewed long ago: the whole family of it is dead from then on. */
const isRobbed = withAccount(async (person, account) => {
  const { shop } = person;
  const old = account.session;
  if (old === undefined) return;
  await refresh(person, account);
  const renewed = account.session;
  if (renewed === undefined || renewed.refreshToken === old.refreshToken) return;
  // Who asks twice in a moment is answered twice, and clocks that are hours ahead make that moment longer.
  await shop.world.wait(DAY / 2);
  await isRefused(person, 'users/refreshToken', { body: { refreshToken: old.refreshToken } });
  account.session = undefined;
  shop.people.end(renewed);
  await tryEnded(person, renewed);
});

/** Who has an account, looks after it, and orders besides. */
export const ACCOUNT_HOLDER: Role = {
  thinksMs: DAY / 4,
  begins: ['registers', 'confirms the address', 'logs in'],
  seldom: [
    'types wrong passwords until it is enough',
    'confirms the password again and again',
    'logs in on every device of the house',
  ],
  acts: {
    registers: { often: 0, act: register },
    'confirms the address': {
      often: 1,
      act: withAccount(async (person, { email }) => {
        if (!(await confirm(person, email))) await confirm(person, email);
      }),
    },
    'logs in': { often: 2, act: withAccount(logIn) },
    'logs in elsewhere': {
      often: 2,
      act: withAccount(async (person, account) => {
        const entered = await enter(person, account, false);
        if ('accessToken' in entered) account.others.push(entered);
      }),
    },
    'types a wrong password': {
      often: 2,
      act: withAccount(async ({ shop, name }, { username: identifier }) => {
        const body = { identifier, password: 'not the right 1' };
        if ((await shop.insist('users/logIn', { body })).status === 200)
          shop.contradictions.push(`${name} gets in with a wrong password`);
      }),
    },
    'comes back': { often: 3, act: withAccount(refresh) },
    'logs out': { often: 2, act: logOut },
    'logs out everywhere': {
      often: 1,
      act: loggedIn(async (person, account, caller) => {
        const { session } = account;
        if (!isDone(await person.shop.insist('users/endAllSessions', { caller }))) return;
        person.shop.people.endAll(account);
        await tryEnded(person, session);
      }),
    },
    'changes the password': { often: 2, act: changePassword },
    'changes the password in two tabs': { often: 0.5, act: changePasswordTwice },
    'follows a link too late': { often: 0.5, act: resetTooLate },
    'is guessed at and suspended': { often: 0.3, act: codeComesLate },
    'forgets the password': { often: 2, act: resetPassword },
    'moves to another mailbox': { often: 2, act: changeEmail },
    'gets the account wrong': { often: 2, act: loggedIn(changeWrongly) },
    'registers once more': { often: 1, act: withAccount(registerWrongly) },
    'fills the address book': { often: 0.2, act: loggedIn(fillBook) },
    'types wrong passwords until it is enough': { often: 0.3, act: loggedIn(tryPasswords) },
    'ends another session': { often: 2, act: endOther },
    'is robbed of a token': { often: 2, act: isRobbed },
    'moves to the mailbox of the family': { often: 1, act: shareMailbox },
    'confirms the password again and again': { often: 0.2, act: loggedIn(confirmOften) },
    'logs in on every device of the house': {
      often: 0.1,
      act: withAccount(async ({ shop }, { username: identifier, passwords: [password] }) => {
        const body = { identifier, password };
        await Promise.all(Array.from({ length: MANY_DEVICES }, () => shop.call('users/logIn', { body })));
      }),
    },
    'reads another language': { often: 1, act: changeLocale },
    'keeps an address': {
      often: 3,
      next: ['keeps an address', 'erases the account', 'comes back'],
      act: keepAddress,
    },
    'is suspended for a while': { often: 1, act: isSuspended },
    'erases the account': { often: 2, act: eraseAccount },
    ...ordering(),
  },
};

/** What shoppers do, as somebody who has an account. */
function ordering(): Role['acts'] {
  const often: Readonly<Record<string, number>> = {
    orders: 3,
    'orders in cash': 1,
    pays: 1,
    'sends back': 1,
  };
  return Object.fromEntries(
    Object.entries(SHOPPER.acts).map(([name, one]) => [
      name,
      { ...one, often: often[name] ?? 0, act: withAccount((person) => one.act(person)) },
    ]),
  );
}
