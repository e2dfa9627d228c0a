import { comparableEmail, comparableUsername } from '@cartless/domain';
import { cursorCodec, CursorInvalid, inOrder, type Item, type Items, type Key } from '@cartless/aggregate';
import { userKey } from '../users-table.ts';
import type { Directory } from './ports.ts';
import type { User } from './user.ts';

/**
 * Where a page of the accounts in a state ended: at the last of these. It names no address, for cursors stand in addresses of pages and
 * in logs; where an account stands is looked up. Some are named so that one may be erased meanwhile.
 */
type Position = Readonly<{ ids: string; isActive: string }>;
const CURSOR = /* @__PURE__ */ cursorCodec<Position>({ ids: 'S', isActive: 'S' });
const NAMED = 5;

/** Stands in a cursor for the beginning of the accounts that are not in use. */
const BEGINNING: Position = { ids: '-', isActive: 'false' };

type Decode = (item: Item) => User | undefined;

/** How administrators find accounts: by indexes that hold keys, then the accounts themselves. */
export function directoryStore(items: Items, decode: Decode): Directory {
  const load = async (entries: readonly Item[]) =>
    (await inOrder(items, entries)).flatMap((item) => decode(item) ?? []);

  return {
    async list({ emailPrefix, isActive, limit, cursor }) {
      const states = isActive === undefined ? ['true', 'false'] : [String(isActive)];
      const start = CURSOR.decode(cursor);
      if (start !== undefined && !states.includes(start.isActive)) throw CursorInvalid();
      const after =
        start && start.ids !== BEGINNING.ids ? await placeOf(items, start, emailPrefix) : undefined;
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
          ...(start?.isActive === state && after && { after }),
        });
        entries.push(...found.items);
        if (found.next !== undefined) return page(endOf(found.items, state));
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

const endOf = (entries: readonly Item[], isActive: string): Position => ({
  ids: entries
    .slice(-NAMED)
    .map(({ id }) => String(id))
    .join(),
  isActive,
});

/** The place in the index after which to go on. @throws AppError CURSOR_INVALID when it is not in this very list, or all that it names is gone */
async function placeOf(items: Items, { ids, isActive }: Position, emailPrefix: string): Promise<Key> {
  const keys = ids.split(',').slice(-NAMED).map(userKey);
  const known = await items.getMany(keys);
  const [last] = keys.toReversed().flatMap(({ id }) => {
    const email = known.find((item) => item['id'] === id)?.['email'];
    return typeof email === 'string' ? [{ id, isActive, email }] : [];
  });
  if (last === undefined || !last.email.startsWith(emailPrefix)) throw CursorInvalid();
  return last;
}
