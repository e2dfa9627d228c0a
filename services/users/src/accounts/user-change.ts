import type { UserId } from '@cartless/domain';
import { rolesOf, whileByAdmin, whileOtherAdmin } from '../staff/roles.ts';
import { UserStateConflict } from './errors.ts';
import {
  type ActiveUser,
  asked,
  canMove,
  type ErasedUser,
  type PendingUser,
  type User,
  type UserChange,
} from './user.ts';
import { namesOf } from './user-names.ts';

/** A deleted account's user name cannot be taken by somebody else for this long. */
const NAME_HELD_MS = 30 * 86_400_000;

type Fresh = Omit<PendingUser, 'status' | 'scopes' | 'sessionEpoch' | 'version' | 'createdAt'>;

/** Opens an account, not yet active, and takes its names. */
export function register(fresh: Fresh, at: Date): UserChange<PendingUser> {
  const state: PendingUser = {
    ...fresh,
    status: 'pending',
    scopes: ['shop'],
    sessionEpoch: 0,
    version: 0,
    createdAt: at.toISOString(),
  };
  return {
    state,
    facts: [{ type: 'registered', at: at.toISOString() }],
    also: namesOf(state).map((name) => ({ type: 'take-name', at, ...name })),
  };
}

/** The address was proved: the account can be used. */
export function activate(before: PendingUser, at: Date): UserChange<ActiveUser> {
  return {
    state: { ...before, status: 'active', activatedAt: at.toISOString() },
    facts: [{ type: 'activated', at: at.toISOString() }, asked('welcome', at)],
  };
}

type By = Readonly<{ by: UserId; reason: string | null; at: string }>;

/** Keeps somebody out, at once: all sessions end. An administrator is kept out by another. @throws AppError USER_STATE_CONFLICT */
export function suspend(before: User, by: By): UserChange {
  if (!canMove('suspend', before)) throw UserStateConflict({ details: { accountStatus: before.status } });
  return {
    state: { ...before, status: 'suspended', sessionEpoch: before.sessionEpoch + 1 },
    facts: [{ type: 'suspended', at: by.at }],
    also: [...whileByAdmin(before, by.by), { type: 'record', entry: { action: 'suspend', ...by } }],
  };
}

/** Lifts a suspension. @throws AppError USER_STATE_CONFLICT */
export function reinstate(before: User, by: By): UserChange {
  if (!canMove('reinstate', before)) throw UserStateConflict({ details: { accountStatus: before.status } });
  return {
    state: { ...before, status: 'active' },
    facts: [{ type: 'reinstated', at: by.at }],
    also: [...whileByAdmin(before, by.by), { type: 'record', entry: { action: 'reinstate', ...by } }],
  };
}

/**
 * Leaves nothing of an account but its id. Its user name stays held for a while, so that nobody can pass for somebody who has
 * just gone; the address and the phone number are free at once.
 *
 * @param successor another administrator, when an administrator goes
 * @throws AppError LAST_ADMIN
 */
export function erase(before: User, at: Date, successor?: UserId): UserChange<ErasedUser> {
  const { id, version, username, email } = before;
  const others = namesOf(before).filter(({ kind }) => kind !== 'username');
  return {
    state: { id, status: 'erased', version, erasedAt: at.toISOString() },
    facts: [{ type: 'erased', at: at.toISOString() }],
    also: [
      ...whileOtherAdmin(before, successor),
      ...(rolesOf(before).length > 0 ? [{ type: 'unlist-staff' as const }] : []),
      { type: 'hold-username', name: username, until: new Date(at.getTime() + NAME_HELD_MS) },
      ...others.map((name) => ({ type: 'give-back-name' as const, ...name })),
      { type: 'remove-belongings', email },
    ],
  };
}
