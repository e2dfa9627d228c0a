import { PutCommand } from '@aws-sdk/lib-dynamodb';
import type { AddressBookChanged } from '@cartless/domain';
import { conditional } from '@cartless/dynamodb';
import { addressBookKey } from './keys.ts';
import type { Store } from './store.ts';

type Entries = AddressBookChanged['data']['addresses'];

/** Keeps a shopper's addresses unless later ones were seen already, or the account is gone. */
export const keepAddresses =
  ({ client, table }: Store) =>
  async (userId: string, entries: Entries, sequence: number): Promise<void> => {
    const book = Object.fromEntries(entries.map(({ addressId, address }) => [addressId, address]));
    const put = new PutCommand({
      TableName: table,
      Item: { ...addressBookKey(userId), ab: book, v: sequence },
      ConditionExpression: 'attribute_not_exists(pk) OR (attribute_not_exists(gone) AND v < :sequence)',
      ExpressionAttributeValues: { ':sequence': sequence },
    });
    await conditional(client.send(put));
  };

/** Forgets the addresses of an account for good; changes that arrive late find that it is gone. */
export const eraseAddresses =
  ({ client, table }: Store) =>
  async (userId: string): Promise<void> => {
    await client.send(new PutCommand({ TableName: table, Item: { ...addressBookKey(userId), gone: true } }));
  };
