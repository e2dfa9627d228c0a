import { UserStateConflict } from './errors.ts';
import {
  type ActiveUser,
  asked,
  type AuditEntry,
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

type By = Omit<AuditEntry, 'action'>;

/** Keeps somebody out, at once: all sessions end. @throws AppError USER_STATE_CONFLICT */
export function suspend(before: User, by: By): UserChange {
  if (!canMove('suspend', before)) throw UserStateConflict({ details: { status: before.status } });
  return {
    state: { ...before, status: 'suspended', sessionEpoch: before.sessionEpoch + 1 },
    facts: [{ type: 'suspended', at: by.at }],
    also: [{ type: 'record', entry: { action: 'suspend', ...by } }],
  };
}

/** Lifts a suspension. @throws AppError USER_STATE_CONFLICT */
export function reinstate(before: User, by: By): UserChange {
  if (!canMove('reinstate', before)) throw UserStateConflict({ details: { status: before.status } });
  return {
    state: { ...before, status: 'active' },
    facts: [{ type: 'reinstated', at: by.at }],
    also: [{ type: 'record', entry: { action: 'reinstate', ...by } }],
  };
}

/** Makes an account an administrator's; undefined when it is one. */
export function grantAdmin(before: User, by: By): UserChange | undefined {
  if (before.scopes.includes('admin')) return undefined;
  return {
    state: { ...before, scopes: [...before.scopes, 'admin'] },
    also: [{ type: 'record', entry: { action: 'grant-admin', ...by } }],
  };
}

/**
 * Leaves nothing of an account but its id. Its user name stays held for a while, so that nobody can pass for somebody who has
 * just gone; the address and the phone number are free at once.
 */
export function erase(before: User, at: Date): UserChange<ErasedUser> {
  const { id, version, username, email } = before;
  const others = namesOf(before).filter(({ kind }) => kind !== 'username');
  return {
    state: { id, status: 'erased', version, erasedAt: at.toISOString() },
    facts: [{ type: 'erased', at: at.toISOString() }],
    also: [
      { type: 'hold-username', name: username, until: new Date(at.getTime() + NAME_HELD_MS) },
      ...others.map((name) => ({ type: 'give-back-name' as const, ...name })),
      { type: 'remove-belongings', email },
    ],
  };
}
