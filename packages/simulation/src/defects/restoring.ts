import type { Defect } from './defect.ts';

const RESTORING = 'packages/aggregate/src/restoring';

/** Of tables that are put back to what they were. */
export const OF_RESTORING: readonly Defect[] = [
  {
    name: 'what is put back goes on under versions that others know',
    file: `${RESTORING}/restorable.ts`,
    find: '(Math.floor(above / EPOCH) + 1) * EPOCH',
    instead: 'state.version',
    within: 1000,
  },
  {
    name: 'what is put back does not tell how it stands',
    file: `${RESTORING}/restorable.ts`,
    find: 'standing(state).map((type) => ({ type, at }) as F)',
    instead: '[]',
    within: 1000,
  },
  {
    name: 'what was deleted since the copy comes back with its table',
    file: `${RESTORING}/restore-table.ts`,
    find: 'isHarm && before !== undefined && stays(before) ? before : after',
    instead: 'after ?? before',
    within: 1000,
  },
  {
    name: 'the log of a table is read backwards',
    file: `${RESTORING}/change-log.ts`,
    find: 'one.order < other.order ? -1 : 1',
    instead: 'one.order < other.order ? 1 : -1',
    within: 1000,
  },
];
