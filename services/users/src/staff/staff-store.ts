import { type Items, queryAll } from '@cartless/aggregate';
import type { DecodeUser } from '../accounts/user-store.ts';
import { staffKey, userKey } from '../users-table.ts';
import type { Staff } from './ports.ts';
import { isActingAdmin } from './roles.ts';
import { STAFF_OWNER } from './staff-item.ts';

/** Finds the staff by a list of who may belong to it; what somebody has stands in the account and nowhere else. */
export const staffStore = (items: Items, decode: DecodeUser): Staff => ({
  async otherAdmins(than) {
    const ids: string[] = [];
    for await (const { id } of queryAll(items, { index: 'owner-index', hash: STAFF_OWNER })) {
      ids.push(String(id).slice(staffKey('').id.length));
    }
    const keys = ids.filter((id) => id !== than).map(userKey);
    const accounts = await items.getMany(keys, { consistent: true });
    const users = accounts.flatMap((item) => decode(item) ?? []);
    return users.filter(isActingAdmin).map(({ id }) => id);
  },
});
