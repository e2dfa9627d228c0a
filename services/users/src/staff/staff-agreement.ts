import { decode } from '@cartless/aggregate';
import type { Agreement } from '@cartless/aggregate/repairing';
import type { UserId } from '@cartless/domain';
import { userDeclaration } from '../accounts/user-store.ts';
import { staffKey } from '../users-table.ts';
import { rolesOf } from './roles.ts';
import { listed, STAFF_OWNER } from './staff-item.ts';

/** An account is put on the list of the staff in the write that gives it a role. */
export const staffAgrees: Agreement = {
  says: 'who has a role is on the list of the staff, and nobody else',
  watch(now) {
    const staff = new Set<UserId>();
    const onList = new Set<UserId>();
    const { id: beginning } = staffKey('');
    return {
      see(item) {
        const id = String(item['id']);
        if (id.startsWith(beginning)) onList.add(id.slice(beginning.length) as UserId);
        else if (id.startsWith('usr_')) {
          const user = decode(userDeclaration, item);
          if (user.status !== 'erased' && rolesOf(user).length > 0) staff.add(user.id);
        }
      },
      *broken() {
        for (const id of staff)
          if (!onList.has(id))
            yield {
              says: `${id} has a role and is not on the list of the staff`,
              mend: [listed(id, now.toISOString())],
            };
        for (const id of onList)
          if (!staff.has(id))
            yield {
              says: `${id} is on the list of the staff and has no role`,
              mend: [{ delete: staffKey(id), when: { owner: STAFF_OWNER } }],
            };
      },
    };
  },
};
