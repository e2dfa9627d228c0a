import { cursorCodec, CursorInvalid, inOrder, type Item, type Items } from '@cartless/aggregate';
import type { Directory } from './ports.ts';
import { comparableEmail, comparableUsername } from './identifiers.ts';
import type { User } from './user.ts';

type Position = Readonly<{ id: string; isActive: string; email: string }>;
const CURSOR = /* @__PURE__ */ cursorCodec<Position>({ id: 'S', isActive: 'S', email: 'S' });

/** Stands in a cursor for the beginning of the accounts that are not in use. */
const BEGINNING: Position = { id: '-', isActive: 'false', email: '-' };

type Decode = (item: Item) => User | undefined;

/** How administrators find accounts: by indexes that hold keys, then the accounts themselves. */
export function directoryStore(items: Items, decode: Decode): Directory {
  const load = async (entries: readonly Item[]) =>
    (await inOrder(items, entries)).flatMap((item) => decode(item) ?? []);

  return {
    async list({ emailPrefix, isActive, limit, cursor }) {
      const states = isActive === undefined ? ['true', 'false'] : [String(isActive)];
      const start = startOf(cursor, states, emailPrefix);
      const entries: Item[] = [];
      const page = async (position: Position | undefined) => ({
        users: await load(entries),
        nextCursor: CURSOR.encode(position),
      });
      for (const state of states.slice(start === undefined ? 0 : states.indexOf(start.isActive))) {
        if (entries.length === limit) return page(BEGINNING);
        const found = await items.query({
          index: 'isActive-index',
          hash: state,
          ...(emailPrefix !== '' && { range: { beginsWith: emailPrefix } }),
          limit: limit - entries.length,
          ...(start?.isActive === state && start.id !== BEGINNING.id && { after: start }),
        });
        entries.push(...found.items);
        if (found.next !== undefined) return page(found.next as Position);
      }
      return page(undefined);
    },
    async named(name) {
      const email = comparableEmail(name);
      const { items: entries } = await items.query(
        email === undefined
          ? { index: 'username-index', hash: comparableUsername(name) }
          : { index: 'email-index', hash: email },
      );
      return load(entries);
    },
  };
}

/** @throws AppError CURSOR_INVALID for a place that is not in this very list */
function startOf(cursor: string | undefined, states: readonly string[], emailPrefix: string) {
  const start = CURSOR.decode(cursor);
  if (start === undefined) return undefined;
  const inRange = start.id === BEGINNING.id || start.email.startsWith(emailPrefix);
  if (!states.includes(start.isActive) || !inRange) throw CursorInvalid();
  return start;
}
