import { transactWrite } from '@cartless/dynamodb';
import type { Reset, ResetStore } from '../accounts/ports.ts';
import { AccountChanged } from '../accounts/errors.ts';
import { putNextVersion } from '../accounts/user-store.ts';
import { counterKey, resetKey } from '../table/table-keys.ts';
import { readItems } from '../table/read-items-store.ts';
import type { Store } from '../table/table-store.ts';
import { readUser } from '../accounts/user-item.ts';

/** Permissions to set a new password; each user has at most one, and a newer one replaces it. */
export function dynamoResets(store: Store): ResetStore {
  const { client, table } = store;
  return {
    async find(userId) {
      const items = await readItems(store, [resetKey(userId), userId], { consistent: true });
      return {
        reset: items.find(({ id }) => id === resetKey(userId)) as Reset | undefined,
        user: readUser(items.find(({ id }) => id === userId)),
      };
    },
    async use({ userId, digest }, change) {
      const outcome = await transactWrite(client, [
        { Put: putNextVersion(table, change) },
        {
          Delete: {
            TableName: table,
            Key: { id: resetKey(userId) },
            ConditionExpression: 'digest = :digest',
            ExpressionAttributeValues: { ':digest': digest },
          },
        },
        { Delete: { TableName: table, Key: { id: counterKey('account', userId) } } },
      ]);
      if (!outcome.ok) throw AccountChanged();
    },
  };
}
