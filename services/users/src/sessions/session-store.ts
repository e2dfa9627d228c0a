import { DeleteCommand, GetCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { conditional } from '@cartless/dynamodb';
import type { SessionStore } from '../accounts/ports.ts';
import { sessionKey } from '../table/table-keys.ts';
import { readItems } from '../table/read-items-store.ts';
import { readSession } from './session-item.ts';
import type { Store } from '../table/table-store.ts';

/** One BatchGetItem reads no more. */
const MOST_LISTED = 100;

/** Sessions in the users table. */
export function dynamoSessions(store: Store): SessionStore {
  const { client, table } = store;
  const key = (id: string) => ({ TableName: table, Key: { id: sessionKey(id) } });
  return {
    async find(id) {
      const { Item } = await client.send(new GetCommand({ ...key(id), ConsistentRead: true }));
      return readSession(Item);
    },
    async rotate({ id, currentHash: before }, currentHash, at) {
      const rotated = await conditional(
        client.send(
          new UpdateCommand({
            ...key(id),
            UpdateExpression: 'SET currentHash = :next, usedAt = :at',
            ConditionExpression: 'currentHash = :before',
            ExpressionAttributeValues: { ':before': before, ':next': currentHash, ':at': at.toISOString() },
          }),
        ),
      );
      return rotated.ok;
    },
    async list(userId) {
      const { Items = [] } = await client.send(
        new QueryCommand({
          TableName: table,
          IndexName: 'owner-index',
          KeyConditionExpression: '#owner = :user',
          ExpressionAttributeNames: { '#owner': 'owner' },
          ExpressionAttributeValues: { ':user': userId },
          ScanIndexForward: false,
          Limit: MOST_LISTED,
        }),
      );
      const ids = Items.map(({ id }) => String(id));
      const items = await readItems(store, ids, { consistent: true });
      const sessions = items.flatMap((item) => readSession(item) ?? []);
      return sessions.toSorted((a, b) => b.startedAt.localeCompare(a.startedAt));
    },
    async end(id) {
      await client.send(new DeleteCommand(key(id)));
    },
  };
}
