import type { Item } from '@cartless/aggregate';
import { auditKey } from '../users-table.ts';
import type { AuditEntry } from './user.ts';

/** Under what an account's log is found in the index of owners. */
export const auditOwner = (userId: string): string => `audit#${userId}`;

/** An entry of the log as an item; named by the version that it led to, so that none can overwrite another. */
export const auditItem = (userId: string, version: number, entry: AuditEntry) => ({
  ...auditKey(userId, version),
  owner: auditOwner(userId),
  ...entry,
});

export const readAudit = ({ action, by, reason, at, before, after }: Item) =>
  ({ action, by, reason, at, ...(action === 'set-roles' && { before, after }) }) as AuditEntry;
