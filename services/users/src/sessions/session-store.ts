import { aggregate, aggregateStore, type Items } from '@cartless/aggregate';
import { sessionKey } from '../users-table.ts';
import type { Sessions } from './ports.ts';
import { listSessions, sessionReadable } from './session-reader.ts';
import type { Session } from './session.ts';

/** A log-in in the table, until it ends or expires. */
export const sessionDeclaration = /* @__PURE__ */ aggregate<Session>({
  ...sessionReadable,
  toItem: (session) => session,
  // By these a user's sessions are listed.
  indexes: ({ userId, startedAt }) => ({ owner: userId, at: startedAt }),
  facts: {},
  sides: {},
  personal: { userAgent: 'drop', sourceIp: 'drop' },
});

/** Sessions in the users table; log-in starts them. */
export function sessionStore(items: Items): Sessions {
  const { find, change, decode } = aggregateStore(sessionDeclaration, items);
  return {
    find,
    change,
    list: listSessions(items, decode),
    async end(id) {
      await items.write([{ delete: sessionKey(id) }]);
    },
  };
}
