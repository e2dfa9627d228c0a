import { aggregateReader, inOrder, type Item, type Items, readable } from '@cartless/aggregate';
import { sessionKey } from '../users-table.ts';
import { RefreshTokenInvalid } from './errors.ts';
import type { SessionReader } from './ports.ts';
import type { Session } from './session.ts';

const MOST_LISTED = 100;

/** What a log-in is to whoever only reads it. */
export const sessionReadable = readable<Session>({
  name: 'session',
  key: sessionKey,
  idOf: ({ id }) => id,
  version: 'version',
  fromItem(item) {
    const { owner: _, at: __, ...session } = item;
    return { ...(session as Session), id: String(item['id']).slice(sessionKey('').id.length) };
  },
  notFound: RefreshTokenInvalid,
});

/** Every stored session of a user. */
export const listSessions =
  (items: Items, decode: (item: Item) => Session): SessionReader['list'] =>
  async (userId) => {
    const page = await items.query({
      index: 'owner-index',
      hash: userId,
      backward: true,
      limit: MOST_LISTED,
    });
    return (await inOrder(items, page.items, { consistent: true })).map(decode);
  };

/** Reads sessions from the users table. */
export function sessionReader(items: Items): SessionReader {
  const { find, decode } = aggregateReader(sessionReadable, items);
  return { find, list: listSessions(items, decode) };
}
