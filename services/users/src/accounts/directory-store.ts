import { GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { decodeCursor, encodeCursor } from '@cartless/dynamodb';
import type { Directory } from './ports.ts';
import { comparableEmail, comparableUsername } from './identifiers.ts';
import { auditOwner, readAudit } from './audit-item.ts';
import { undeliverableKey } from '../table/table-keys.ts';
import { readItems } from '../table/read-items-store.ts';
import type { Store } from '../table/table-store.ts';
import { type Item, readUser } from './user-item.ts';

const CURSOR = ['id', 'isActive', 'email'];
/** Stands in a cursor for the beginning of the accounts that are not in use. */
const BEGINNING = { id: '', isActive: 'false', email: '' };

/** How administrators find accounts: by indexes that hold keys, then the accounts themselves. */
export function dynamoDirectory(store: Store): Directory {
  const { client, table } = store;
  const query = (index: string, condition: string, values: Item, more: object = {}) =>
    client.send(
      new QueryCommand({
        TableName: table,
        IndexName: index,
        KeyConditionExpression: condition,
        ExpressionAttributeValues: values,
        ...more,
      }),
    );
  async function load(keys: readonly Item[]): Promise<Item[]> {
    const ids = keys.map(({ id }) => String(id));
    const items = await readItems(store, ids, { consistent: false });
    return ids.flatMap((id) => items.filter((item) => item['id'] === id));
  }
  const loadUsers = async (keys: readonly Item[]) =>
    (await load(keys)).flatMap((item) => readUser(item) ?? []);

  return {
    async list({ emailPrefix, isActive, limit, cursor }) {
      const start = decodeCursor(cursor, CURSOR);
      const states = isActive === undefined ? ['true', 'false'] : [String(isActive)];
      const keys: Item[] = [];
      for (const state of states.slice(start === undefined ? 0 : states.indexOf(String(start['isActive'])))) {
        if (keys.length === limit)
          return { users: await loadUsers(keys), nextCursor: encodeCursor(BEGINNING) };
        const values = { ':state': state, ...(emailPrefix !== '' && { ':prefix': emailPrefix }) };
        const condition =
          emailPrefix === '' ? 'isActive = :state' : 'isActive = :state AND begins_with(email, :prefix)';
        const from = start?.['isActive'] === state && start['id'] !== '' ? { ExclusiveStartKey: start } : {};
        const page = await query('isActive-index', condition, values, {
          Limit: limit - keys.length,
          ...from,
        });
        keys.push(...(page.Items ?? []));
        if (page.LastEvaluatedKey) {
          return { users: await loadUsers(keys), nextCursor: encodeCursor(page.LastEvaluatedKey) };
        }
      }
      return { users: await loadUsers(keys), nextCursor: null };
    },
    async named(name) {
      const email = comparableEmail(name);
      const { Items = [] } =
        email === undefined
          ? await query('username-index', 'username = :name', { ':name': comparableUsername(name) })
          : await query('email-index', 'email = :name', { ':name': email });
      return loadUsers(Items);
    },
    async audit(userId) {
      const { Items = [] } = await query(
        'owner-index',
        '#owner = :owner',
        { ':owner': auditOwner(userId) },
        {
          ExpressionAttributeNames: { '#owner': 'owner' },
          ScanIndexForward: false,
          Limit: 100,
        },
      );
      return (await load(Items)).map(readAudit);
    },
    async undeliverable(email) {
      const { Item } = await client.send(
        new GetCommand({ TableName: table, Key: { id: undeliverableKey(email) } }),
      );
      return Item && { reason: Item['reason'], since: Item['since'] };
    },
  };
}
