import { paramsOf } from '../shop/params.ts';
import { answering, type Called, scopesFor } from '../shop/routes.ts';
import { knownAs, tellStanding } from '../shop/standings.ts';
import { type Act, drawn, isRefused, type Person, type Role } from './actor.ts';

const HOUR = 3_600_000;
/** So many routes are tried in one act. */
const AT_ONCE = 24;
/** An account is told of twice when it is opened. */
const FIRST_SEQUENCE = 10;

const BARRING = answering('ACCOUNT_SUSPENDED', 'ACCOUNT_CLOSED').filter(
  ({ name }) => !name.startsWith('users/'),
);
/** Tries what others did, by a token that is older than the end of its account. */
const goOn: Act = async (person) => {
  const { shop, userId } = person;
  const from = drawn(person, 'first', 0, BARRING.length - 1);
  for (const called of [...BARRING.slice(from), ...BARRING.slice(0, from)].slice(0, AT_ONCE)) {
    const request = requestFor(person, called);
    if (request === undefined) continue;
    const known = knownAs(shop, userId)[called.name.startsWith('orders/') ? 'orders' : 'logistics'];
    if (known === 'open') continue;
    // Nobody is kept from cancelling what is theirs; what others ordered the staff alone can cancel.
    const scopes = called.name === 'orders/cancelOrder' ? ['shop', 'support'] : scopesFor(called.route);
    await isRefused(person, called.name, { ...request, caller: { userId, scopes } });
  }
};

/** What was asked of a route last, or whatever fits its path. */
function requestFor({ shop }: Person, { name, route }: Called) {
  const done = shop.done.get(name)?.request;
  if (done !== undefined) return done;
  const params = paramsOf(shop, route.path);
  return params && { params, ...(route.body !== undefined && { body: {} }) };
}

const stands =
  (status: 'suspended' | 'erased' | 'open'): Act =>
  (person) =>
    tellStanding(person.shop, person.userId, status, FIRST_SEQUENCE + person.done);

/** Somebody of the staff whose account was suspended or closed, and who goes on with the token of before. */
export const DISMISSED: Role = {
  thinksMs: HOUR,
  isAdmitted: true,
  begins: ['is suspended', 'goes on all the same'],
  acts: {
    'is suspended': { often: 1, next: ['goes on all the same'], act: stands('suspended') },
    'is let in again': { often: 1, next: ['is suspended', 'deletes the account'], act: stands('open') },
    'deletes the account': { often: 2, next: ['goes on all the same'], act: stands('erased') },
    'goes on all the same': { often: 3, act: goOn },
  },
};
