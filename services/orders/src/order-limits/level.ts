import type { Limits, OrderLimits } from './limit-settings.ts';

const DAY_MS = 86_400_000;

/** How well an account is known, the least first. */
export const LEVELS = ['restricted', 'new', 'known', 'trusted'] as const;
export type Level = (typeof LEVELS)[number];

/** What the staff decided for a shopper, and until when it holds (ms since 1970). */
export type Lift = Readonly<{ level: Level | 'unlimited'; until: number }>;

/** What is known of an account: since when, how many of its orders arrived, how many were not taken at the door. */
export type AccountRecord = Readonly<{ since: number | undefined; arrived: number; refused: number }>;

/** The level that an account has earned. Each parcel that was not taken at the door costs one. */
export function levelOf(
  { known, trusted }: OrderLimits,
  { since, arrived, refused }: AccountRecord,
  now: number,
): Level {
  const days = since === undefined ? 0 : (now - since) / DAY_MS;
  const isKnown = days >= known.days || arrived >= known.orders;
  const isTrusted = days >= trusted.days && arrived >= trusted.orders;
  const earned = LEVELS.indexOf(isTrusted ? 'trusted' : isKnown ? 'known' : 'new');
  return LEVELS[Math.max(0, earned - refused)] ?? 'restricted';
}

/** What the staff decided, while it holds. */
export const liftAt = (lift: Lift | undefined, now: number): Lift | undefined =>
  lift !== undefined && lift.until > now ? lift : undefined;

/** The limits of a level; undefined where there are none. */
export const limitsAt = ({ levels }: OrderLimits, level: Lift['level']): Limits | undefined =>
  level === 'unlimited' ? undefined : levels[level];
