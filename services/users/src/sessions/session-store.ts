import { aggregate, aggregateStore, inOrder, type Items } from '@cartless/aggregate';
import { sessionKey } from '../users-table.ts';
import { RefreshTokenInvalid } from './errors.ts';
import type { Sessions } from './ports.ts';
import type { Session } from './session.ts';

const MOST_LISTED = 100;

/** A log-in in the table, until it ends or expires. */
export const sessionDeclaration = /* @__PURE__ */ aggregate<Session>({
  name: 'session',
  key: sessionKey,
  idOf: ({ id }) => id,
  version: 'version',
  toItem: (session) => session,
  fromItem(item) {
    const { owner: _, at: __, ...session } = item;
    return { ...(session as Session), id: String(item['id']).slice(sessionKey('').id.length) };
  },
  // By these a user's sessions are listed.
  indexes: ({ userId, startedAt }) => ({ owner: userId, at: startedAt }),
  facts: {},
  sides: {},
  personal: { userAgent: 'drop', sourceIp: 'drop' },
  notFound: RefreshTokenInvalid,
});

/** Sessions in the users table; log-in starts them. */
export function sessionStore(items: Items): Sessions {
  const store = aggregateStore(sessionDeclaration, items);
  return {
    find: store.find,
    change: store.change,
    async list(userId) {
      const page = await items.query({
        index: 'owner-index',
        hash: userId,
        backward: true,
        limit: MOST_LISTED,
      });
      const stored = await inOrder(items, page.items, { consistent: true });
      return stored.map(store.decode);
    },
    async end(id) {
      await items.write([{ delete: sessionKey(id) }]);
    },
  };
}
