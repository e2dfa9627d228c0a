import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { conditional } from '@cartless/dynamodb';
import type { Contact, FindContact } from '../application/ports.ts';
import { contactKey } from './keys.ts';
import type { Store } from './store.ts';

export const findContact =
  ({ client, table }: Store): FindContact =>
  async (userId) => {
    // Consistent, because a mail that finds nothing relies on it when it begins to wait.
    const get = new GetCommand({ TableName: table, Key: contactKey(userId), ConsistentRead: true });
    const { Item: item } = await client.send(get);
    if (item?.['em'] === undefined) return item === undefined ? undefined : 'erased';
    return { email: item['em'], locale: item['lo'], username: item['un'] };
  };

/** Keeps the contact data of an account unless a later event was seen already. */
export const keepContact =
  ({ client, table }: Store) =>
  async (userId: string, { email, locale, username }: Contact, sequence: number): Promise<void> => {
    const Item = { ...contactKey(userId), em: email, lo: locale, un: username, v: sequence };
    await conditional(client.send(new PutCommand({ TableName: table, Item, ...laterOnly(sequence) })));
  };

/** Forgets the contact data of an account; what is left says only that it is gone. */
export const eraseContact =
  ({ client, table }: Store) =>
  async (userId: string, sequence: number): Promise<void> => {
    const Item = { ...contactKey(userId), v: sequence };
    await conditional(client.send(new PutCommand({ TableName: table, Item, ...laterOnly(sequence) })));
  };

const laterOnly = (sequence: number) => ({
  ConditionExpression: 'attribute_not_exists(pk) OR v < :sequence',
  ExpressionAttributeValues: { ':sequence': sequence },
});
