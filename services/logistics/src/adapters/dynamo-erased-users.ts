import { type DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { UserId } from '@cartless/domain';
import type { ErasedUsers } from '../application/ports.ts';

/** An event waits at most 14 days in a dead-letter queue, an order somewhat longer to be confirmed. */
const REMEMBERED_SECONDS = 90 * 86_400;

const keyOf = (userId: UserId) => ({ pk: `erased#${userId}`, sk: 'erased' });

/** Keeps in the service's table, for a while, which users are gone: their ids and nothing else. */
export function dynamoErasedUsers(client: DynamoDBDocumentClient, table: string): ErasedUsers {
  return {
    async remember(userId, now) {
      const expiresAt = Math.floor(now.getTime() / 1000) + REMEMBERED_SECONDS;
      await client.send(new PutCommand({ TableName: table, Item: { ...keyOf(userId), expiresAt } }));
    },
    async has(userId) {
      const { Item } = await client.send(
        new GetCommand({ TableName: table, Key: keyOf(userId), ConsistentRead: true }),
      );
      return Item !== undefined;
    },
  };
}
