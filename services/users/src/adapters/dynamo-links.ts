import { transactWrite } from '@cartless/dynamodb';
import type { Link, LinkStore } from '../application/ports.ts';
import { AccountChanged, EmailTaken } from '../domain/errors.ts';
import { moveClaims, takenName } from './claims.ts';
import { putNextVersion } from './dynamo-users.ts';
import { linkKey } from './keys.ts';
import { readItems } from './read-items.ts';
import type { Store } from './store.ts';
import { readUser } from './user-item.ts';

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
