import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { conditional } from '@cartless/dynamodb';
import { AddressBookChanged, outboxPointer } from '@cartless/domain';
import type { AddressBook, AddressBookStore } from '../accounts/ports.ts';
import { AccountChanged } from '../accounts/errors.ts';
import { addressBookKey } from '../table/table-keys.ts';
import type { Store } from '../table/table-store.ts';
import type { Item } from '../accounts/user-item.ts';

/** A user's addresses are one item: they are few, read together, and change one at a time. */
export const dynamoAddressBooks = ({ client, table }: Store): AddressBookStore => ({
  async find(userId) {
    const { Item } = await client.send(
      new GetCommand({ TableName: table, Key: { id: addressBookKey(userId) }, ConsistentRead: true }),
    );
    return {
      userId,
      version: Number(Item?.['version'] ?? 0),
      addresses: (Item?.['addresses'] ?? []) as AddressBook['addresses'],
    };
  },
  async save({ userId, version, addresses }, at) {
    const subject = { subject: userId, sequence: version, time: at.toISOString() };
    const saved = await conditional(
      client.send(
        new PutCommand({
          TableName: table,
          Item: {
            id: addressBookKey(userId),
            userId,
            version,
            addresses,
            // The item holds the data already, so the event only points at it.
            outbox: [outboxPointer(AddressBookChanged, subject)],
          },
          ConditionExpression: version === 1 ? 'attribute_not_exists(id)' : 'version = :before',
          ...(version > 1 && { ExpressionAttributeValues: { ':before': version - 1 } }),
        }),
      ),
    );
    if (!saved.ok) throw AccountChanged();
  },
});

/** The data of the event that an address book's item points at. */
export const addressBookData = ({ userId, addresses }: Item) =>
  ({ userId, addresses }) as (typeof AddressBookChanged)['example'];
