import { asked, canMove, type User, type UserChange } from '../accounts/user.ts';

/** Sets a new password; whoever is logged in anywhere is logged out but for one session, and the owner is told. */
export function setPassword(before: User, passwordHash: string, at: Date, keptSession?: string) {
  const epoch = before.sessionEpoch + 1;
  return {
    state: { ...before, passwordHash, sessionEpoch: epoch },
    facts: [asked('password-changed', at)],
    also: keptSession === undefined ? [] : [{ type: 'keep-session', sessionId: keptSession, epoch }],
  } satisfies UserChange;
}

/**
 * Sets a new password with a mailed permission, which is used up. Failed log-ins are forgotten, and an account that was never
 * activated is: whoever read the mail owns the address.
 */
export function usePermission(before: User, digest: string, passwordHash: string, at: Date): UserChange {
  const { state, facts } = setPassword(before, passwordHash, at);
  const also = [{ type: 'use-reset' as const, digest }, { type: 'forget-failures' as const }];
  if (!canMove('activate', state)) return { state, facts, also };
  return {
    state: { ...state, status: 'active', activatedAt: at.toISOString() },
    facts: [...facts, { type: 'activated', at: at.toISOString() }],
    also,
  };
}
