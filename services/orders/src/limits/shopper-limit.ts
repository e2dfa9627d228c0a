import * as z from 'zod/mini';

const DAY_MS = 86_400_000;

/** A tally names every order that counts, so it may not have very many. */
const MOST_UNITS = 99;
const MOST_DAYS = 3650;

/** At most so many units for one shopper: within any so many days, or ever when no days are given. */
export const ShopperLimit = z.strictObject({
  units: z.int().check(z.gte(1), z.lte(MOST_UNITS)),
  days: z.optional(z.int().check(z.gte(1), z.lte(MOST_DAYS))),
});
export type ShopperLimit = Readonly<{ units: number; days?: number | undefined }>;

/** Units that one order has taken, and when in milliseconds since 1970. */
export type Taken = Readonly<{ orderId: string; units: number; at: number }>;

/** What a shopper has taken of something limited, one entry for each order, and the version under which it was read. */
export type Tally = Readonly<{ version: number; taken: readonly Taken[] }>;
export const NOTHING_TAKEN: Tally = { version: 0, taken: [] };

/** When something taken counts no more; undefined when it always does. */
export const countsUntil = ({ days }: Pick<ShopperLimit, 'days'>, at: number): number | undefined =>
  days === undefined ? undefined : at + days * DAY_MS;

/** The entries that count at a time: those not given back, and not too long ago. */
export const counting = ({ taken }: Tally, limit: ShopperLimit, now: number): readonly Taken[] =>
  taken.filter(({ units, at }) => units > 0 && (countsUntil(limit, at) ?? Infinity) > now);

/** What a shopper may still take, and when that will be more; null when it will not by waiting. */
export type Left = Readonly<{ left: number; moreAt: number | null }>;

export function leftOf(tally: Tally, limit: ShopperLimit, now: number): Left {
  const entries = counting(tally, limit, now);
  const used = entries.reduce((sum, { units }) => sum + units, 0);
  const ends = entries.flatMap(({ at }) => countsUntil(limit, at) ?? []);
  return { left: Math.max(0, limit.units - used), moreAt: ends.length > 0 ? Math.min(...ends) : null };
}
