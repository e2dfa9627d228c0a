import { transactWrite } from '@cartless/dynamodb';
import type { Link, LinkStore } from '../accounts/ports.ts';
import { AccountChanged, EmailTaken } from '../accounts/errors.ts';
import { moveClaims, takenName } from '../accounts/claim-item.ts';
import { putNextVersion } from '../accounts/user-store.ts';
import { linkKey } from '../table/table-keys.ts';
import { readItems } from '../table/read-items-store.ts';
import type { Store } from '../table/table-store.ts';
import { readUser } from '../accounts/user-item.ts';

/** The links by which addresses are confirmed; each user has at most one, and a newer one replaces it. */
export function dynamoLinks(store: Store): LinkStore {
  const { client, table } = store;
  return {
    async find(userId) {
      const items = await readItems(store, [linkKey(userId), userId], { consistent: true });
      return {
        link: items.find(({ id }) => id === linkKey(userId)) as Link | undefined,
        user: readUser(items.find(({ id }) => id === userId)),
      };
    },
    async use(link, before, change, at) {
      const items = [
        { Put: putNextVersion(table, change) },
        {
          Update: {
            TableName: table,
            Key: { id: linkKey(link.userId) },
            UpdateExpression: 'SET usedAt = :at',
            ConditionExpression: 'digest = :digest AND attribute_not_exists(usedAt)',
            ExpressionAttributeValues: { ':at': at.toISOString(), ':digest': link.digest },
          },
        },
        ...moveClaims(table, before, change.user, at),
      ];
      const outcome = await transactWrite(client, items);
      if (outcome.ok) return;
      throw takenName(items, outcome.refusals) === 'email' ? EmailTaken() : AccountChanged();
    },
  };
}
