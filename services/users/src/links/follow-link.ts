import { isError, type UserId } from '@cartless/domain';
import { AccountChanged } from '../accounts/errors.ts';
import { TokenExpired, TokenUnknown } from './errors.ts';
import { readLinkToken, sameHash } from './secret-link.ts';
import { activate, canMove, type Change, changeEmail, type User } from '../accounts/user.ts';
import type { Clock, Link, LinkStore } from '../accounts/ports.ts';

type Ports = Readonly<{ links: LinkStore; now: Clock }>;

/**
 * Follows a link from a mail, once: activates the account, or moves it to the new address. Coming back to a link that has done
 * its work is no mistake.
 *
 * @throws AppError TOKEN_UNKNOWN, TOKEN_EXPIRED, EMAIL_TAKEN
 */
export const followLink =
  ({ links, now }: Ports) =>
  async (token: string): Promise<{ userId: UserId }> => {
    const read = readLinkToken(token);
    if (read === undefined) throw TokenUnknown();
    const { link, user } = await links.find(read.userId);
    if (user === undefined || link === undefined || !sameHash(link.digest, read.digest)) throw TokenUnknown();
    const done = { userId: user.id };
    const at = now();
    const change = link.usedAt === undefined ? effectOf(link, user, at) : undefined;
    if (change === undefined) return done;
    if (link.validUntil * 1000 <= at.getTime()) throw TokenExpired();
    try {
      await links.use(link, user, change, at);
    } catch (error) {
      // Two clicks at once: the other one did it.
      const again = isError(AccountChanged, error) ? await links.find(user.id) : undefined;
      if (again?.link?.usedAt === undefined) throw error;
    }
    return done;
  };

/** What following the link does to the account as it is now; undefined when there is nothing left to do. */
function effectOf(link: Link, user: User, at: Date): Change | undefined {
  if (link.purpose === 'activate') return canMove('activate', user) ? activate(user, at) : undefined;
  // The user may have asked for yet another address since this link was mailed.
  if (user.newEmail === undefined || user.newEmail.email !== link.email) throw TokenUnknown();
  return changeEmail(user, user.newEmail, at);
}
