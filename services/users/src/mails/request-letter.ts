import type { UserId } from '@cartless/domain';
import { askFor, type Letter, type User } from '../accounts/user.ts';
import { LETTER_LIMIT } from '../throttling/allow.ts';
import { changeUser } from '../accounts/change-user.ts';
import type { Allowances, Clock, UserStore } from '../accounts/ports.ts';

type Ports = Readonly<{ users: UserStore; allowances: Allowances; now: Clock }>;

/**
 * Asks for a letter to an address that somebody typed. Whether there is such an account, whether the letter is due, and
 * whether it was asked for too often is not told; an unknown address costs the same requests.
 *
 * @param isDue whether the account may have the letter now
 */
export const requestLetter =
  ({ users, allowances, now }: Ports, letter: Letter, isDue: (user: User) => boolean) =>
  async (email: string): Promise<void> => {
    const at = now();
    const { used } = await allowances.use(
      `${LETTER_LIMIT.what} ${letter}`,
      email,
      LETTER_LIMIT.spanSeconds,
      at,
    );
    const userId = await users.holder('email', email, at);
    const user = await users.find(isId(userId) ? userId : NOBODY);
    if (user === undefined || !isDue(user) || used > LETTER_LIMIT.times) {
      await users.find(NOBODY);
      await allowances.use('letter for nobody', email, LETTER_LIMIT.spanSeconds, at);
      return;
    }
    await changeUser(users, user.id, (current) => {
      const next = { ...current, version: current.version + 1 };
      return { user: next, outbox: [askFor(letter, next, at)] };
    });
  };

const NOBODY: UserId = 'usr_nobody';
const isId = (holder: string | undefined): holder is UserId => holder?.startsWith('usr_') === true;
