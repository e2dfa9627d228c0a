import { runningSpan } from '@cartless/aggregate';
import { epochSeconds } from '@cartless/domain';
import type { Counts, From, LoginFacts } from '../sessions/ports.ts';
import { TooManyAttempts, TooManyRequests } from './errors.ts';
import { LOGINS_LIMIT, WRONG_PASSWORDS_LIMIT } from './limits.ts';
import {
  ACCOUNT_LIMITS,
  ADDRESS_LIMITS,
  type Failures,
  FORGET_SECONDS,
  secondsToWait,
} from './login-throttle.ts';

/** Whether somebody keeps guessing at an account: failures beyond those that anybody may have, within the hour. */
export const isUnderAttack = ({ account }: Pick<LoginFacts, 'account'>, at: Date): boolean =>
  account !== undefined &&
  account.failures > ACCOUNT_LIMITS.free &&
  epochSeconds(at) - account.lastAt <= FORGET_SECONDS;

/**
 * Refuses a password before it is looked at. A known device waits for its own failures alone. Any other waits once the free
 * tries of the account are used, for a moment (beyond, the account is under attack, and nobody waits), and while its
 * network has no more hashes left.
 *
 * @throws AppError TOO_MANY_ATTEMPTS, TOO_MANY_REQUESTS
 */
export function refuseHaste(facts: LoginFacts, { device }: From, at: Date): void {
  const now = epochSeconds(at);
  if (facts.logins >= LOGINS_LIMIT.times) throw tooOften(LOGINS_LIMIT, at);
  if (device !== undefined) return refuseWait(secondsToWait(facts.device, ACCOUNT_LIMITS, now));
  if (facts.wrong >= WRONG_PASSWORDS_LIMIT.times) throw tooOften(WRONG_PASSWORDS_LIMIT, at);
  if (!isUnderAttack(facts, at)) refuseWait(secondsToWait(facts.account, ACCOUNT_LIMITS, now));
}

/**
 * Answers a wrong password that was counted. Of many guesses that ran side by side only the first ones get to know that they were wrong; the
 * rest hear what they would have heard one after the other. From a network that has failed often nobody hears it any more.
 *
 * @throws AppError TOO_MANY_ATTEMPTS
 */
export function refuseWrong(before: LoginFacts, after: Counts, at: Date): void {
  const over = (known: Failures | undefined, counted: Failures | undefined, free: number) =>
    counted !== undefined && counted.failures > Math.max(free, (known?.failures ?? 0) + 1);
  const byDevice = after.device !== undefined;
  if (!byDevice) refuseWait(secondsToWait(before.address, ADDRESS_LIMITS, epochSeconds(at)));
  const tooFast = byDevice
    ? over(before.device, after.device, ACCOUNT_LIMITS.free)
    : over(before.account, after.account, ACCOUNT_LIMITS.free) ||
      over(before.address, after.address, ADDRESS_LIMITS.free);
  if (tooFast) refuseWait(1);
}

function refuseWait(seconds: number): void {
  if (seconds > 0) throw TooManyAttempts({ details: { retryAfter: seconds } });
}

const tooOften = (limit: typeof LOGINS_LIMIT, at: Date) =>
  TooManyRequests({ details: { retryAfter: runningSpan(limit.spanSeconds, at).secondsLeft } });
