import { ABSENT, decode } from '@cartless/aggregate';
import type { Agreement } from '@cartless/aggregate/repairing';
import { nameKey } from '../users-table.ts';
import { namesOf } from './user-names.ts';
import { userDeclaration } from './user-store.ts';

const CLAIM = /^(username|email|phone)#/;

/** A name is claimed in the write that gives it to an account. */
export const namesAgree: Agreement = {
  says: 'every name of an account is claimed by it, and no other',
  watch() {
    const claims = new Map<string, string>();
    const bearers = new Map<string, string[]>();
    return {
      see(item) {
        const id = String(item['id']);
        if (CLAIM.test(id)) claims.set(id, String(item['userId']));
        else if (id.startsWith('usr_')) {
          const user = decode(userDeclaration, item);
          if (user.status === 'erased') return;
          for (const { kind, name } of namesOf(user)) {
            const key = nameKey(kind, name).id;
            bearers.set(key, [...(bearers.get(key) ?? []), id]);
          }
        }
      },
      // No name is shown: what is printed is kept somewhere.
      *broken() {
        for (const [key, [first = '', ...others]] of bearers) {
          const [kind] = key.split('#');
          if (others.length > 0)
            yield { says: `${[first, ...others].join(' and ')} have one ${kind}: ask who it belongs to` };
          else if (!claims.has(key))
            yield {
              says: `the ${kind} of ${first} is claimed by nobody`,
              mend: [{ put: { id: key, userId: first }, when: { id: ABSENT } }],
            };
        }
        for (const [key, userId] of claims) {
          const bearer = bearers.get(key);
          if (bearer?.includes(userId) === true) continue;
          const [kind] = key.split('#');
          // Where somebody else bears it, the next look finds their name claimed by nobody.
          yield {
            says: `${userId} claims a name (${kind}) that it does not have`,
            mend: [{ delete: { id: key }, when: { userId } }],
          };
        }
      },
    };
  },
};
