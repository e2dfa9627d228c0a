import { isError, type UserId } from '@cartless/domain';
import { AccountSuspended } from '../accounts/errors.ts';
import type { Clock, Users } from '../accounts/ports.ts';
import { changeEmail } from '../accounts/profile-change.ts';
import { canMove, type User, type UserChange } from '../accounts/user.ts';
import { activate } from '../accounts/user-change.ts';
import { TokenExpired, TokenUnknown } from './errors.ts';
import type { Link, Links } from './ports.ts';
import { readLinkToken, sameHash } from './secret-link.ts';

type Ports = Readonly<{ users: Pick<Users, 'change'>; links: Links; now: Clock }>;

/**
 * Follows a link from a mail, once: activates the account, or moves it to the new address. Coming back to a link that has done
 * its work is no mistake.
 *
 * @throws AppError TOKEN_UNKNOWN, TOKEN_EXPIRED, EMAIL_TAKEN, ACCOUNT_SUSPENDED
 */
export const followLink =
  ({ users, links, now }: Ports) =>
  async (token: string): Promise<{ userId: UserId }> => {
    const read = readLinkToken(token);
    if (read === undefined) throw TokenUnknown();
    const { link, user: known } = await links.find(read.userId);
    if (known === undefined || link === undefined || !sameHash(link.digest, read.digest))
      throw TokenUnknown();
    const at = now();
    try {
      await users.change(known.id, (user) => effectOf(link, user, at), { known });
    } catch (error) {
      // It did its work before, or by another click at the same moment.
      const again = isError(TokenUnknown, error) ? (await links.find(known.id)).link : undefined;
      if (again?.usedAt === undefined || again.digest !== link.digest) throw error;
    }
    return { userId: known.id };
  };

/** What following the link does to the account as it is now; undefined when there is nothing left to do. */
function effectOf(link: Link, user: User, at: Date): UserChange | undefined {
  const change = link.purpose === 'activate' ? activation(user, at) : emailChange(link, user, at);
  if (change === undefined) return undefined;
  if (link.validUntil * 1000 <= at.getTime()) throw TokenExpired();
  const used = { type: 'use-link' as const, digest: link.digest, at: at.toISOString() };
  return { ...change, also: [...(change.also ?? []), used] };
}

const activation = (user: User, at: Date): UserChange | undefined =>
  canMove('activate', user) ? activate(user, at) : undefined;

/** The user may have asked for yet another address since the link was mailed, or may change nothing any more. */
function emailChange(link: Link, user: User, at: Date): UserChange {
  if (user.newEmail === undefined || user.newEmail.email !== link.email) throw TokenUnknown();
  if (user.status === 'suspended') throw AccountSuspended();
  return changeEmail(user, user.newEmail, at);
}
