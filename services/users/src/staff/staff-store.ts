import { cursorCodec, type Item, type Items, queryAll } from '@cartless/aggregate';
import type { DecodeUser } from '../accounts/user-reader.ts';
import { staffKey, userKey } from '../users-table.ts';
import type { Staff } from './ports.ts';
import { isActingAdmin } from './roles.ts';
import { STAFF_OWNER } from './staff-item.ts';

/** How many accounts are read at once. */
const PAGE = 100;
/** A place in the index of owners. */
const PLACE = /* @__PURE__ */ cursorCodec<{ id: string; owner: string; at: string }>({
  id: 'S',
  owner: 'S',
  at: 'S',
});

/** Finds the staff by a list of who may belong to it; what somebody has stands in the account and nowhere else. */
export const staffStore = (items: Items, decode: DecodeUser): Staff => ({
  async otherAdmins(than) {
    const ids: string[] = [];
    for await (const { id } of queryAll(items, { index: 'owner-index', hash: STAFF_OWNER })) {
      ids.push(memberOf(id));
    }
    const keys = ids.filter((id) => id !== than).map(userKey);
    const accounts = await items.getMany(keys, { consistent: true });
    const users = accounts.flatMap((item) => decode(item) ?? []);
    return users.filter(isActingAdmin).map(({ id }) => id);
  },
  async page(after) {
    const place = PLACE.decode(after);
    const found = await items.query({
      index: 'owner-index',
      hash: STAFF_OWNER,
      limit: PAGE,
      ...(place && { after: place }),
    });
    const keys = found.items.map(({ id }) => userKey(memberOf(id)));
    const accounts = await items.getMany(keys, { consistent: true });
    return {
      users: accounts.flatMap((item) => decode(item) ?? []),
      next: PLACE.encode(found.next as { id: string; owner: string; at: string } | undefined) ?? undefined,
    };
  },
});

/** Whose entry of the list it is. */
const memberOf = (id: Item[string]): string => String(id).slice(staffKey('').id.length);
