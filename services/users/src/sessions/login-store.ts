import { ABSENT, creationOf, type Item, type Items, retrying, type When } from '@cartless/aggregate';
import { epochSeconds, UserId } from '@cartless/domain';
import * as z from 'zod/mini';
import { comparableEmail, comparableUsername } from '../accounts/identifiers.ts';
import type { DecodeUser } from '../accounts/user-store.ts';
import { ACCOUNT_LIMITS, type Failures, FORGET_SECONDS } from '../throttling/login-throttle.ts';
import { listed } from '../staff/staff-item.ts';
import { networkOf } from '../throttling/network.ts';
import { counterKey, failuresKey, nameKey, userKey } from '../users-table.ts';
import type { Logins } from './ports.ts';
import { sessionDeclaration } from './session-store.ts';

/** What log-in reads and writes: at most two reads, and one write when it succeeds. */
export const loginStore = (items: Items, decode: DecodeUser): Logins => ({
  async facts(identifier, sourceIp) {
    const address = addressKey(sourceIp);
    const claim = claimOf(identifier);
    const first = claim === undefined ? [] : await items.getMany([claim, address], { consistent: true });
    const claimed = claim === undefined ? identifier : named(first, claim)?.['userId'];
    const userId = z.safeParse(UserId, claimed).data;
    // An unknown name has a counter as well and costs the same reads, so nothing tells it from a known one.
    const account = failuresKey(userId ?? `unknown ${identifier.toLowerCase()}`);
    const wanted = [userKey(userId ?? 'nobody'), account, ...(claim === undefined ? [address] : [])];
    const all = [...first, ...(await items.getMany(wanted, { consistent: true }))];
    return {
      user: userId === undefined ? undefined : decode(named(all, userKey(userId))),
      accountKey: account.id,
      account: failuresOf(named(all, account)),
      address: failuresOf(named(all, address)),
    };
  },
  async fail(accountKey, sourceIp, at) {
    const [account, address] = await Promise.all([
      count(items, { id: accountKey }, at),
      count(items, addressKey(sourceIp), at),
    ]);
    return { account, address };
  },
  async succeed(session, { user, accountKey, account }) {
    const most = Math.max(ACCOUNT_LIMITS.free - 1, account?.failures ?? 0);
    const { ok } = await items.write([
      ...creationOf(sessionDeclaration, { state: session }),
      { delete: { id: accountKey }, when: [{ failures: ABSENT }, { failures: { lte: most } }] },
      // The release before made administrators without listing them.
      ...(user?.scopes.includes('admin') ? [listed(user.id, session.startedAt)] : []),
    ]);
    return ok;
  },
});

type IdKey = Readonly<{ id: string }>;
const addressKey = (sourceIp: string): IdKey => counterKey('address', networkOf(sourceIp));
const named = (items: readonly Item[], { id }: IdKey) => items.find((item) => item['id'] === id);

const failuresOf = (item: Item | undefined): Failures | undefined =>
  item && { failures: Number(item['failures']), lastAt: Number(item['lastAt']) };

/** The claim by which a name is found; undefined for a user id, which needs none. */
function claimOf(identifier: string): IdKey | undefined {
  if (z.safeParse(UserId, identifier).success) return undefined;
  return identifier.includes('@')
    ? nameKey('email', comparableEmail(identifier) ?? 'none')
    : nameKey('username', comparableUsername(identifier));
}

/** Counts one more failure; a count nobody added to for a while starts again. */
async function count(items: Items, key: IdKey, at: Date): Promise<Failures> {
  const now = epochSeconds(at);
  const since = now - FORGET_SECONDS;
  const stamp = { lastAt: now, expiresAt: now + 2 * FORGET_SECONDS };
  const write = async (change: Readonly<{ add?: { failures: 1 }; set: Item }>, when: When) => {
    const outcome = await items.write([{ update: key, ...change, when }]);
    return outcome.ok ? failuresOf(outcome.item) : undefined;
  };
  return retrying(
    async () =>
      (await write({ add: { failures: 1 }, set: stamp }, { lastAt: { gte: since } })) ??
      (await write({ set: { ...stamp, failures: 1 } }, [{ id: ABSENT }, { lastAt: { lt: since } }])),
  );
}
