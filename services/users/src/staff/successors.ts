import type { RefusedSide } from '@cartless/aggregate';
import type { UserId } from '@cartless/domain';
import type { UserSide } from '../accounts/user.ts';
import type { Staff } from './ports.ts';

/** Those of whom one has to be an administrator still when another goes, one after the other. */
export async function successorsOf(staff: Staff, userId: UserId) {
  const others = [...(await staff.otherAdmins(userId))];
  return {
    next: () => others[0],
    /** Gives up one who is no administrator any more. */
    onRefusal: (refused: readonly RefusedSide<UserSide>[]): void => {
      if (refused.some(({ side }) => side.type === 'while-held')) others.shift();
    },
  };
}
