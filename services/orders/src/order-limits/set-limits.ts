import { defineError, type UserId } from '@cartless/domain';
import type { ReadStanding } from '../accounts/standing-store.ts';
import { OwnLimits } from './errors.ts';
import type { Lift } from './level.ts';
import type { Decision } from './lift-store.ts';
import { DAY_MS } from './open-orders.ts';

/** A decision is looked at again once a year at least. */
const LONGEST_MS = 366 * DAY_MS;

export const LiftEndInvalid = /* @__PURE__ */ defineError('invalid', 'LIFT_END_INVALID', {
  en: 'Say by until, a time within a year from now, how long the level is to hold; automatic has none.',
  'zh-CN': '请用 until 指定该级别的有效期，须为今后一年以内的时间；automatic 不需要 until。',
});

type Ports = Readonly<{
  keep: (userId: UserId, decision: Decision) => Promise<void>;
  /** @throws AppError SHOPPER_NOT_FOUND */
  knownShopper: ReadStanding;
  now: () => Date;
}>;

export type SetLimits = Readonly<{
  userId: UserId;
  level: Lift['level'] | 'automatic';
  /** In milliseconds since 1970. */
  until: number | undefined;
  reason: string;
  by: UserId;
}>;

/**
 * Somebody of the staff decides how well a shopper is known for some time, or that the account counts again. It holds for
 * the very next order, also one that is being placed.
 * @throws AppError OWN_LIMITS, SHOPPER_NOT_FOUND, LIFT_END_INVALID
 */
export const setLimits =
  ({ keep, knownShopper, now }: Ports) =>
  async ({ userId, level, until, reason, by }: SetLimits): Promise<void> => {
    if (by === userId) throw OwnLimits();
    const at = now().getTime();
    const isOfTime = until !== undefined && until > at && until <= at + LONGEST_MS;
    if (level === 'automatic' ? until !== undefined : !isOfTime) throw LiftEndInvalid();
    await knownShopper(userId);
    const lift = level === 'automatic' || until === undefined ? undefined : { level, until };
    await keep(userId, { lift, reason, by, at });
  };
