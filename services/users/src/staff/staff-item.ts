import type { Write } from '@cartless/aggregate';
import type { UserId } from '@cartless/domain';
import { staffKey } from '../users-table.ts';

/** Under what the staff is found in the index of owners. */
export const STAFF_OWNER = 'staff';

/** Lists an account among the staff; again is harmless. */
export const listed = (userId: UserId, at: string): Write => ({
  update: staffKey(userId),
  once: { owner: STAFF_OWNER, at },
});
