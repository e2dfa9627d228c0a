import type { UserId } from '@cartless/domain';
import { NotYourself, UserStateConflict } from './errors.ts';
import { canMove, reinstate, suspend, type User } from './user.ts';
import { knownUser } from './known-user.ts';
import type { Clock, UserStore } from './ports.ts';

type Ports = Readonly<{ users: UserStore; now: Clock }>;
type Command = Readonly<{ userId: UserId; by: UserId; reason: string | null }>;

const MOVE = { suspend, reinstate };

/**
 * Suspends an account, which ends its sessions, or lifts the suspension; who did it and why stays on record.
 *
 * @throws AppError USER_UNKNOWN, USER_STATE_CONFLICT, NOT_YOURSELF
 */
export const suspendUser =
  ({ users, now }: Ports, action: keyof typeof MOVE) =>
  async ({ userId, by, reason }: Command): Promise<User> => {
    if (userId === by) throw NotYourself();
    const user = await knownUser(users, userId);
    if (!canMove(action, user)) throw UserStateConflict({ details: { status: user.status } });
    const at = now();
    const change = MOVE[action](user, at);
    await users.saveAudited(change, { action, by, reason, at: at.toISOString() });
    return change.user;
  };
