import { DeleteCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { type DomainEvent, toCloudEvent } from '@cartless/domain';
import { contactKey, waitingMailKey } from './keys.ts';
import type { Store } from './store.ts';

/** Events to be mailed about that wait for the contact data of their shopper. They wait as long as it takes. */
export const waitingMails = ({ client, table }: Store) => ({
  keep: async (userId: string, event: DomainEvent): Promise<void> => {
    const Item = { ...waitingMailKey(userId, event.id), body: JSON.stringify(toCloudEvent(event)) };
    await client.send(new PutCommand({ TableName: table, Item }));
  },

  drop: async (userId: string, eventId: string): Promise<void> => {
    await client.send(new DeleteCommand({ TableName: table, Key: waitingMailKey(userId, eventId) }));
  },
});

/**
 * Hands everything that waits for an account's contact data to a queue. What was handed over and is still there,
 * because the process died, is handed over again; a mail is sent once all the same.
 */
export const releaseMails =
  ({ client, table }: Store, send: (body: string) => Promise<void>) =>
  async (userId: string): Promise<void> => {
    for (;;) {
      const { Items = [] } = await client.send(
        new QueryCommand({
          TableName: table,
          KeyConditionExpression: 'pk = :account AND begins_with(sk, :mail)',
          ExpressionAttributeValues: { ':account': contactKey(userId).pk, ':mail': 'mail#' },
          ConsistentRead: true,
        }),
      );
      if (Items.length === 0) return;
      for (const { pk, sk, body } of Items) {
        await send(body as string);
        await client.send(new DeleteCommand({ TableName: table, Key: { pk, sk } }));
      }
    }
  };
