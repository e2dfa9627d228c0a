import type { UserId } from '@cartless/domain';
import type { AuditEntry } from './ports.ts';
import type { User } from './user.ts';
import { auditKey } from '../table/table-keys.ts';
import type { Item } from './user-item.ts';

/** Under what an account's log is found in the index of owners. */
export const auditOwner = (userId: UserId): string => `audit#${userId}`;

/** An entry of the log as an item; named by the version that it led to, so that none can overwrite another. */
export const auditItem = (user: User, entry: AuditEntry) => ({
  id: auditKey(user.id, user.version),
  owner: auditOwner(user.id),
  ...entry,
});

export const readAudit = ({ action, by, reason, at }: Item) => ({ action, by, reason, at }) as AuditEntry;
