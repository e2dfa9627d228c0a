import { restorable, type RestoringRules } from '@cartless/aggregate/restoring';
import type { UserFact } from './accounts/user.ts';
import { userDeclaration } from './accounts/user-store.ts';
import { addressBookDeclaration } from './addresses/address-book-store.ts';
import { USERS_TABLE } from './users-table.ts';

const STANDS = {
  pending: ['changed'],
  active: ['changed', 'reinstated'],
  suspended: ['changed', 'suspended'],
  erased: ['erased'],
} as const satisfies Record<string, readonly UserFact['type'][]>;

/** How the table is put back to what it was at a point in time: `pnpm restore users`. */
export const RESTORING_RULES: RestoringRules = {
  table: USERS_TABLE,
  aggregates: [
    restorable(userDeclaration, {
      isOf: ({ id }) => String(id).startsWith('usr_'),
      standing: ({ status }) => STANDS[status],
    }),
    restorable(addressBookDeclaration, {
      isOf: ({ id }) => String(id).startsWith('addresses#'),
      standing: () => ['changed'],
    }),
  ],
  // Letters that went out, and reports.
  stays: ({ id }) => /^(mail|report)#/.test(String(id)),
};
