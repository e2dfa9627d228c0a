import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { mailKey } from './keys.ts';
import type { Store } from './store.ts';

/** Longer than any queue keeps a message. */
const KEPT_SECONDS = 30 * 86_400;

/** Whether the mail about an event has left. */
export const wasSent =
  ({ client, table }: Store) =>
  async (eventId: string): Promise<boolean> => {
    const get = new GetCommand({ TableName: table, Key: mailKey(eventId), ConsistentRead: true });
    return (await client.send(get)).Item !== undefined;
  };

export const markSent =
  ({ client, table }: Store) =>
  async (eventId: string): Promise<void> => {
    const expiresAt = Math.floor(Date.now() / 1000) + KEPT_SECONDS;
    await client.send(new PutCommand({ TableName: table, Item: { ...mailKey(eventId), expiresAt } }));
  };
