import type { Agreement } from '@cartless/aggregate/repairing';
import { addressBookKey, codeAskedKey, codeKey, linkKey, resetKey } from '../users-table.ts';

/** What goes in the write that erases an account. */
const BELONGINGS = [addressBookKey, linkKey, resetKey, codeKey, codeAskedKey];

export const belongingsAgree: Agreement = {
  says: 'of an account that is erased nothing is left',
  watch() {
    const erased = new Set<string>();
    const there = new Set<string>();
    const begin = BELONGINGS.map((keyOf) => keyOf('').id);
    return {
      see({ id, status }) {
        if (String(id).startsWith('usr_') && status === 'erased') erased.add(String(id));
        else if (begin.some((beginning) => String(id).startsWith(beginning))) there.add(String(id));
      },
      *broken() {
        for (const userId of erased)
          for (const { id } of BELONGINGS.map((keyOf) => keyOf(userId)))
            if (there.has(id))
              yield { says: `${id} is left of an erased account`, mend: [{ delete: { id } }] };
      },
    };
  },
};
