import type { UserId } from '@cartless/domain';
import { NotYourself } from './errors.ts';
import type { Clock, Users } from './ports.ts';
import type { User } from './user.ts';
import { reinstate, suspend } from './user-change.ts';

type Ports = Readonly<{ users: Pick<Users, 'change'>; now: Clock }>;
type Command = Readonly<{ userId: UserId; by: UserId; reason: string | null }>;

const MOVE = { suspend, reinstate };

/**
 * Suspends an account, which ends its sessions, or lifts the suspension; who did it and why stays on record.
 *
 * @throws AppError USER_UNKNOWN, USER_STATE_CONFLICT, NOT_YOURSELF; ROLE_NOT_YOURS when it is an administrator's and `by` is none
 */
export const suspendUser =
  ({ users, now }: Ports, action: keyof typeof MOVE) =>
  async ({ userId, by, reason }: Command): Promise<User> => {
    if (userId === by) throw NotYourself();
    const entry = { by, reason, at: now().toISOString() };
    return users.change(userId, (user) => MOVE[action](user, entry));
  };
