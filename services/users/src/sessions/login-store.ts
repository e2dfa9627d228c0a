import { ABSENT, countingWrite, creationOf, type Item, type Items, type Write } from '@cartless/aggregate';
import { comparableEmail, comparableUsername, UserId } from '@cartless/domain';
import * as z from 'zod/mini';
import type { DecodeUser } from '../accounts/user-reader.ts';
import { listed } from '../staff/staff-item.ts';
import { runningCounter } from '../throttling/allowance-store.ts';
import { countFailure, failuresOf } from '../throttling/failure-counter.ts';
import { LOGINS_LIMIT, WRONG_PASSWORDS_LIMIT } from '../throttling/limits.ts';
import { ACCOUNT_LIMITS } from '../throttling/login-throttle.ts';
import { networkOf } from '../throttling/network.ts';
import { codeAskedKey, codeKey, counterKey, failuresKey, nameKey, userKey } from '../users-table.ts';
import type { From, Logins, Used } from './ports.ts';
import { sessionDeclaration } from './session-store.ts';

/** What log-in reads and writes: at most two reads, and one write when it succeeds. */
export const loginStore = (items: Items, decode: DecodeUser): Logins => ({
  async facts(identifier, from, at) {
    const claim = claimOf(identifier);
    const device = from.device === undefined ? undefined : deviceKey(from.device);
    const others = [addressKey(from), wrongSpan(from, at).key, ...(device ? [device] : [])];
    const first = claim === undefined ? [] : await items.getMany([claim, ...others], { consistent: true });
    const claimed = claim === undefined ? identifier : named(first, claim)?.['userId'];
    const userId = z.safeParse(UserId, claimed).data;
    // An unknown name has counters as well and costs the same reads, so nothing tells it from a known one.
    const account = failuresKey(userId ?? `unknown ${identifier.toLowerCase()}`);
    const logins = loginSpan(account.id, at).key;
    const wanted = [userKey(userId ?? 'nobody'), account, logins, ...(claim === undefined ? others : [])];
    const all = [...first, ...(await items.getMany(wanted, { consistent: true }))];
    return {
      user: userId === undefined ? undefined : decode(named(all, userKey(userId))),
      accountKey: account.id,
      account: failuresOf(named(all, account)),
      address: failuresOf(named(all, addressKey(from))),
      device: device && failuresOf(named(all, device)),
      wrong: usedOf(named(all, wrongSpan(from, at).key)),
      logins: usedOf(named(all, logins)),
    };
  },
  async fail(accountKey, from, at) {
    const account = countFailure(items, { id: accountKey }, at);
    if (from.device !== undefined)
      return { account: await account, device: await countFailure(items, deviceKey(from.device), at) };
    const { key, ...span } = wrongSpan(from, at);
    const [counted, address] = await Promise.all([
      account,
      countFailure(items, addressKey(from), at),
      items.write([countingWrite(key, span)]),
    ]);
    return { account: counted, address };
  },
  async pretend(accountKey, at) {
    const { key, expiresAt } = runningCounter({ what: 'pretend', spanSeconds: 60 }, accountKey, at);
    const id = `${key.id}#asked`;
    await items.write([{ put: { ...key, expiresAt } }, { put: { id, expiresAt } }]);
  },
  async begin(session, user, used, at) {
    const { key, ...span } = loginSpan(failuresKey(user.id).id, at);
    const outcome = await items.write([
      ...creationOf(sessionDeclaration, { state: session }),
      countingWrite(key, span, { when: [{ used: ABSENT }, { used: { lt: LOGINS_LIMIT.times } }] }),
      ...usingUp(used),
      // The release before made administrators without listing them.
      ...(user.scopes.includes('admin') ? [listed(user.id, session.startedAt)] : []),
    ]);
    if (outcome.ok) return 'begun';
    return outcome.refusals.some(({ index }) => index === 1) ? 'too many' : 'used up';
  },
});

/** What is forgotten with the right password or the right code, as long as it is what it was. */
function usingUp(used: Used): readonly Write[] {
  if (used.type === 'code') {
    const { userId, digest } = used;
    // Whoever needs another code, since the answer was lost, gets one at once.
    return [{ delete: codeKey(userId), when: { digest } }, { delete: codeAskedKey(userId) }];
  }
  const most = Math.max(ACCOUNT_LIMITS.free - 1, used.known?.failures ?? 0);
  const key = used.of === 'account' ? { id: used.key } : deviceKey(used.key);
  return [{ delete: key, when: [{ failures: ABSENT }, { failures: { lte: most } }] }];
}

type IdKey = Readonly<{ id: string }>;
const addressKey = ({ sourceIp }: From): IdKey => counterKey('address', networkOf(sourceIp));
const deviceKey = (device: string): IdKey => counterKey('device', device);
const wrongSpan = ({ sourceIp }: From, at: Date) =>
  runningCounter(WRONG_PASSWORDS_LIMIT, networkOf(sourceIp), at);
const loginSpan = (accountKey: string, at: Date) => runningCounter(LOGINS_LIMIT, accountKey, at);
const named = (items: readonly Item[], { id }: IdKey) => items.find((item) => item['id'] === id);
const usedOf = (item: Item | undefined): number => Number(item?.['used'] ?? 0);

/** The claim by which a name is found; undefined for a user id, which needs none. */
function claimOf(identifier: string): IdKey | undefined {
  if (z.safeParse(UserId, identifier).success) return undefined;
  return identifier.includes('@')
    ? nameKey('email', comparableEmail(identifier) ?? 'none')
    : nameKey('username', comparableUsername(identifier));
}
