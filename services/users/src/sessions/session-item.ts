import type { Session } from './session.ts';
import { sessionKey } from '../table/table-keys.ts';
import type { Item } from '../accounts/user-item.ts';

/** A session as an item; `owner` and `at` put it into the index by which a user's sessions are listed. */
export const sessionItem = (session: Session) => ({
  ...session,
  id: sessionKey(session.id),
  owner: session.userId,
  at: session.startedAt,
});

export function readSession(item: Item | undefined): Session | undefined {
  if (item === undefined) return undefined;
  const { owner: _, at: __, ...session } = item;
  return { ...(session as Session), id: String(item['id']).slice(sessionKey('').length) };
}
