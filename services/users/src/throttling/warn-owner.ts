import type { Users } from '../accounts/ports.ts';
import type { User } from '../accounts/user.ts';
import { ATTACK_LETTER_AFTER, ATTACK_LETTER_LIMIT } from './limits.ts';
import type { Failures } from './login-throttle.ts';
import type { Allowances } from './ports.ts';

type Ports = Readonly<{ users: Pick<Users, 'change'>; allowances: Allowances }>;
export type WarnOwner = (user: User | undefined, account: Failures, at: Date) => Promise<void>;

/** Lets the owner know, once a week at most, that somebody keeps typing wrong passwords. Nobody's account costs about the same. */
export const warnOwner =
  ({ users, allowances }: Ports): WarnOwner =>
  async (user, { failures }, at) => {
    if (failures !== ATTACK_LETTER_AFTER) return;
    const { what, times, spanSeconds } = ATTACK_LETTER_LIMIT;
    const { used } = await allowances.use(what, user?.id ?? 'nobody', spanSeconds, at);
    if (user === undefined || used > times) {
      await allowances.use('letter for nobody', user?.id ?? 'nobody', spanSeconds, at);
      return;
    }
    const fact = { type: 'login-letter-asked', at: at.toISOString(), letter: 'login-attack' } as const;
    await users.change(
      user.id,
      (now) => (now.status === 'active' ? { state: now, facts: [fact] } : undefined),
      { known: user },
    );
  };
