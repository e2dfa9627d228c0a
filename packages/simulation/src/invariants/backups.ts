import type { Invariant } from './invariant.ts';

export const restoredIsWhole: Invariant = {
  says: 'a table that was lost and put back holds what it held',
  watch: ({ differences }) => ({ always: () => differences[0] }),
};
