export type { Agreement, Broken } from './agreement.ts';
export { type Finding, repairTable, type Repairing } from './repair-table.ts';
