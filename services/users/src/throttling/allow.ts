import { TooManyRequests } from './errors.ts';
import type { Allowances } from '../accounts/ports.ts';

/** How often something may be done in a span of time. */
export type Limit = Readonly<{ what: string; times: number; spanSeconds: number }>;

/** The form's live hints: enough for somebody who types, not for somebody who collects names. */
export const AVAILABILITY_LIMIT: Limit = { what: 'availability', times: 30, spanSeconds: 60 };
/** Letters that anybody can ask for, per address written to. */
export const LETTER_LIMIT: Limit = { what: 'letter', times: 5, spanSeconds: 3600 };

/** @throws AppError TOO_MANY_REQUESTS when it was done too often by, or for, the same one */
export async function allow(allowances: Allowances, limit: Limit, of: string, at: Date): Promise<void> {
  const { used, secondsLeft } = await allowances.use(limit.what, of, limit.spanSeconds, at);
  if (used > limit.times) throw TooManyRequests({ details: { retryAfter: secondsLeft } });
}
