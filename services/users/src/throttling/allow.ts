import type { Clock } from '../accounts/ports.ts';
import { TooManyRequests } from './errors.ts';
import { neighbourhoodOf, networkOf } from './network.ts';
import type { Allowances } from './ports.ts';

/** How often something may be done in a span of time. */
export type Limit = Readonly<{ what: string; times: number; spanSeconds: number }>;
/** A limit on where calls come from: one client's network address, or the addresses around it too. */
export type ClientLimit = Limit & Readonly<{ by: 'client' | 'neighbourhood' }>;

/** @throws AppError TOO_MANY_REQUESTS when it was done too often by, or for, the same one */
export async function allow(allowances: Allowances, limit: Limit, of: string, at: Date): Promise<void> {
  const { used, secondsLeft } = await allowances.use(limit.what, of, limit.spanSeconds, at);
  if (used > limit.times) throw TooManyRequests({ details: { retryAfter: secondsLeft } });
}

/**
 * Counts a call against all of the limits.
 *
 * @throws AppError TOO_MANY_REQUESTS, with the longest wait when it is over several
 */
export async function allowClient(
  allowances: Allowances,
  limits: readonly ClientLimit[],
  sourceIp: string,
  at: Date,
): Promise<void> {
  const counted = await Promise.all(
    limits.map(async ({ what, by, times, spanSeconds }) => {
      const of = by === 'client' ? networkOf(sourceIp) : neighbourhoodOf(sourceIp);
      const { used, secondsLeft } = await allowances.use(what, of, spanSeconds, at);
      return used > times ? secondsLeft : 0;
    }),
  );
  const retryAfter = Math.max(0, ...counted);
  if (retryAfter > 0) throw TooManyRequests({ details: { retryAfter } });
}

type Ports = Readonly<{ allowances: Allowances; now: Clock }>;

/** A use case that anybody can call, behind limits on where the calls come from: nothing is looked up beyond them. */
export const limited =
  <Command, Result>(
    { allowances, now }: Ports,
    limits: readonly ClientLimit[],
    run: (command: Command) => Promise<Result>,
  ) =>
  async (sourceIp: string, command: Command): Promise<Result> => {
    await allowClient(allowances, limits, sourceIp, now());
    return run(command);
  };
