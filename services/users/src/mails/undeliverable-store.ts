import { PutCommand } from '@aws-sdk/lib-dynamodb';
import type { Undeliverable } from '../accounts/ports.ts';
import { undeliverableKey } from '../table/table-keys.ts';
import type { Store } from '../table/table-store.ts';

/** Notes that mail must not be sent to an address any more. */
export const dynamoUndeliverable =
  ({ client, table }: Store) =>
  async (email: string, why: Undeliverable): Promise<void> => {
    await client.send(new PutCommand({ TableName: table, Item: { id: undeliverableKey(email), ...why } }));
  };
