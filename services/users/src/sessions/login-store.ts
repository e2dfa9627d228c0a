import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { conditional, transactWrite } from '@cartless/dynamodb';
import { UserId } from '@cartless/domain';
import * as z from 'zod/mini';
import type { LoginStore } from '../accounts/ports.ts';
import { comparableEmail, comparableUsername } from '../accounts/identifiers.ts';
import { ACCOUNT_LIMITS, type Failures, FORGET_SECONDS } from '../throttling/login-throttle.ts';
import { networkOf } from '../throttling/network.ts';
import { counterKey, emailClaim, usernameClaim } from '../table/table-keys.ts';
import { readItems } from '../table/read-items-store.ts';
import { sessionItem } from './session-item.ts';
import type { Store } from '../table/table-store.ts';
import { readUser } from '../accounts/user-item.ts';

/** What log-in reads and writes: at most two reads, and one write when it succeeds. */
export function dynamoLogin(store: Store): LoginStore {
  const { client, table } = store;
  return {
    async facts(identifier, sourceIp) {
      const address = counterKey('address', networkOf(sourceIp));
      const claim = claimOf(identifier);
      const first = claim === undefined ? [] : await readItems(store, [claim, address], { consistent: true });
      const claimed = claim === undefined ? identifier : first.find(({ id }) => id === claim)?.['userId'];
      const userId = z.safeParse(UserId, claimed).data;
      // An unknown name has a counter as well and costs the same reads, so nothing tells it from a known one.
      const accountKey = counterKey('account', userId ?? `unknown ${identifier.toLowerCase()}`);
      const wanted = [userId ?? 'nobody', accountKey, ...(claim === undefined ? [address] : [])];
      const items = [...first, ...(await readItems(store, wanted, { consistent: true }))];
      const named = (id: string | undefined) => items.find((item) => item['id'] === id);
      return {
        user: userId === undefined ? undefined : readUser(named(userId)),
        accountKey,
        account: named(accountKey) as Failures | undefined,
        address: named(address) as Failures | undefined,
      };
    },
    async fail(accountKey, sourceIp, at) {
      const [account, address] = await Promise.all([
        count(store, accountKey, at),
        count(store, counterKey('address', networkOf(sourceIp)), at),
      ]);
      return { account, address };
    },
    async succeed(session, accountKey, failuresBefore) {
      const outcome = await transactWrite(client, [
        { Put: { TableName: table, Item: sessionItem(session) } },
        {
          Delete: {
            TableName: table,
            Key: { id: accountKey },
            ConditionExpression: 'attribute_not_exists(failures) OR failures <= :limit',
            ExpressionAttributeValues: { ':limit': Math.max(ACCOUNT_LIMITS.free - 1, failuresBefore) },
          },
        },
      ]);
      return outcome.ok;
    },
  };
}

/** The claim by which a name is found; undefined for a user id, which needs none. */
function claimOf(identifier: string): string | undefined {
  if (z.safeParse(UserId, identifier).success) return undefined;
  return identifier.includes('@')
    ? emailClaim(comparableEmail(identifier) ?? 'none')
    : usernameClaim(comparableUsername(identifier));
}

/** Counts one more failure; a count nobody added to for a while starts again. */
async function count({ client, table }: Store, id: string, at: Date): Promise<Failures> {
  const now = Math.floor(at.getTime() / 1000);
  const write = (change: string, condition: string) =>
    conditional(
      client.send(
        new UpdateCommand({
          TableName: table,
          Key: { id },
          UpdateExpression: `SET failures = ${change}, lastAt = :now, expiresAt = :forget`,
          ConditionExpression: condition,
          ExpressionAttributeValues: {
            ':one': 1,
            ':now': now,
            ':since': now - FORGET_SECONDS,
            ':forget': now + 2 * FORGET_SECONDS,
          },
          ReturnValues: 'ALL_NEW',
        }),
      ),
    );
  const more = await write('failures + :one', 'lastAt >= :since');
  if (more.ok) return more.value.Attributes as Failures;
  const fresh = await write(':one', 'attribute_not_exists(id) OR lastAt < :since');
  return fresh.ok ? (fresh.value.Attributes as Failures) : count({ client, table }, id, at);
}
