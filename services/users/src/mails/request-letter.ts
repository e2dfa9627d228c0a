import type { UserId } from '@cartless/domain';
import type { Clock, Names, Users } from '../accounts/ports.ts';
import { type AccountLetter, asked, type User } from '../accounts/user.ts';
import { LETTER_LIMIT } from '../throttling/limits.ts';
import type { Allowances } from '../throttling/ports.ts';

type Ports = Readonly<{
  users: Pick<Users, 'find' | 'change'>;
  names: Names;
  allowances: Allowances;
  now: Clock;
}>;

/**
 * Asks for a letter to an address that somebody typed. Whether there is such an account, whether the letter is due, and
 * whether it was asked for too often is not told; an unknown address costs the same requests.
 *
 * @param isDue whether the account may have the letter now
 */
export const requestLetter =
  ({ users, names, allowances, now }: Ports, letter: AccountLetter, isDue: (user: User) => boolean) =>
  async (email: string): Promise<void> => {
    const at = now();
    const { used } = await allowances.use(
      `${LETTER_LIMIT.what} ${letter}`,
      email,
      LETTER_LIMIT.spanSeconds,
      at,
    );
    const userId = await names.holder('email', email, at);
    const known = await users.find(isId(userId) ? userId : NOBODY);
    if (known === undefined || !isDue(known) || used > LETTER_LIMIT.times) {
      await allowances.use('letter for nobody', email, LETTER_LIMIT.spanSeconds, at);
      return;
    }
    const rule = (user: User) => (isDue(user) ? { state: user, facts: [asked(letter, at)] } : undefined);
    await users.change(known.id, rule, { known });
  };

const NOBODY: UserId = 'usr_nobody';
const isId = (holder: string | undefined): holder is UserId => holder?.startsWith('usr_') === true;
