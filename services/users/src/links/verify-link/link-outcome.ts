import { isError } from '@cartless/domain';
import { AccountSuspended, EmailTaken } from '../../accounts/errors.ts';
import { TokenExpired, TokenUnknown } from '../errors.ts';

/** What the login page is told about a followed link, as a query string. Other failures stay failures. */
export async function linkOutcome(followed: Promise<unknown>): Promise<string> {
  try {
    await followed;
    return 'verified=1';
  } catch (error) {
    if (isError(TokenExpired, error)) return 'verified=0&reason=expired';
    if (isError(TokenUnknown, error)) return 'verified=0&reason=unknown';
    if (isError(EmailTaken, error)) return 'verified=0&reason=taken';
    if (isError(AccountSuspended, error)) return 'verified=0&reason=suspended';
    throw error;
  }
}
