import { epochSeconds } from '@cartless/domain';
import { TooManyAttempts } from './errors.ts';
import { ACCOUNT_LIMITS, ADDRESS_LIMITS, type Failures, secondsToWait } from './login-throttle.ts';
import type { LoginFacts, Logins } from '../sessions/ports.ts';

/** @throws AppError TOO_MANY_ATTEMPTS while the account or the network address has to wait after its failures */
export function refuseHaste({ account, address }: LoginFacts, at: Date): void {
  const now = epochSeconds(at);
  const wait = Math.max(
    secondsToWait(account, ACCOUNT_LIMITS, now),
    secondsToWait(address, ADDRESS_LIMITS, now),
  );
  if (wait > 0) throw TooManyAttempts({ details: { retryAfter: wait } });
}

/**
 * Counts a wrong password. Of many guesses that ran side by side only the first ones get to know that they were wrong; the
 * rest hear what they would have heard one after the other.
 *
 * @throws AppError TOO_MANY_ATTEMPTS
 */
export async function countFailure(
  logins: Logins,
  before: LoginFacts,
  sourceIp: string,
  at: Date,
): Promise<void> {
  const after = await logins.fail(before.accountKey, sourceIp, at);
  const over = (known: Failures | undefined, counted: Failures, free: number) =>
    counted.failures > Math.max(free, (known?.failures ?? 0) + 1);
  if (
    over(before.account, after.account, ACCOUNT_LIMITS.free) ||
    over(before.address, after.address, ADDRESS_LIMITS.free)
  ) {
    throw TooManyAttempts({ details: { retryAfter: 1 } });
  }
}
