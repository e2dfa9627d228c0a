import { isError, type UserId } from '@cartless/domain';
import { AccountChanged, TokenExpired, TokenUnknown } from '../domain/errors.ts';
import { readLinkToken, sameHash } from '../domain/secret-link.ts';
import { activate, canMove } from '../domain/user.ts';
import type { Clock, LinkStore } from './ports.ts';

type Ports = Readonly<{ links: LinkStore; now: Clock }>;

/**
 * Follows a link from a mail: activates the account, once. Coming back to a link that has done its work is no mistake.
 *
 * @throws AppError TOKEN_UNKNOWN, TOKEN_EXPIRED
 */
export const followLink =
  ({ links, now }: Ports) =>
  async (token: string): Promise<{ userId: UserId }> => {
    const read = readLinkToken(token);
    if (read === undefined) throw TokenUnknown();
    const { link, user } = await links.find(read.userId);
    if (user === undefined || link === undefined || !sameHash(link.digest, read.digest)) throw TokenUnknown();
    const done = { userId: user.id };
    if (link.usedAt !== undefined) return done;
    const at = now();
    if (!canMove('activate', user)) return done;
    if (link.validUntil * 1000 <= at.getTime()) throw TokenExpired();
    try {
      await links.use(link, activate(user, at), at);
    } catch (error) {
      // Two clicks at once: the other one did it.
      if (!isError(AccountChanged, error)) throw error;
      const again = await links.find(user.id);
      if (again.user?.status !== 'active') throw error;
    }
    return done;
  };
