import { isoOrNull } from '../iso.ts';
import type { Counts, Order } from '../ordering/order.ts';
import { LimitReached } from './errors.ts';
import {
  counting,
  countsUntil,
  type Left,
  leftOf,
  NOTHING_TAKEN,
  type ShopperLimit,
  type Taken,
  type Tally,
} from './shopper-limit.ts';

/** Written with an order: what its shopper has of something limited, refused when that is not what was read. */
export type TakeShare = Readonly<{
  type: 'take-share';
  of: string;
  /** The version of the tally that was read. */
  seen: number;
  taken: readonly Taken[];
  until: number | undefined;
}>;

/** Units of an order that count no more. */
export type GiveBackShare = Readonly<{ type: 'give-back-share'; of: string; units: number }>;

/** Something limited that an order is to take. */
export type Wanted = Readonly<{ of: string; units: number; limit: ShopperLimit }>;
export type Tallies = ReadonlyMap<string, Tally>;

/** What of the limits is the matter with an order: those of which more is wanted than is left. */
export const beyondLimit = (wanted: readonly Wanted[], tallies: Tallies, at: number) =>
  wanted.flatMap((share) => {
    const left = leftOf(tallyOf(tallies, share), share.limit, at);
    return share.units > left.left ? [{ ...share, ...left }] : [];
  });

/**
 * Takes an order's shares of what is limited.
 * @throws AppError LIMIT_REACHED with what is left of each, and when more is
 */
export function takeShares(
  wanted: readonly Wanted[],
  tallies: Tallies,
  { orderId, at }: Readonly<{ orderId: string; at: number }>,
): readonly TakeShare[] {
  const beyond = beyondLimit(wanted, tallies, at);
  if (beyond.length > 0) {
    const lines = beyond.map(({ of, ...share }) => ({
      productId: of,
      problem: 'limit-reached' as const,
      ...showLeft(share),
    }));
    throw LimitReached({ details: { lines } });
  }
  return wanted.map((share) => takeShare(share, tallyOf(tallies, share), { orderId, at }));
}

/** Takes a share of something limited, of which enough is left. */
export function takeShare(
  { of, units, limit }: Wanted,
  tally: Tally,
  { orderId, at }: Readonly<{ orderId: string; at: number }>,
): TakeShare {
  const taken = [...counting(tally, limit, at), { orderId, units, at }];
  return { type: 'take-share', of, seen: tally.version, taken, until: countsUntil(limit, at) };
}

/** A limit, and what of it is left to the shopper, as answers show it. */
export const showLeft = ({ limit, left, moreAt }: Left & Readonly<{ limit: ShopperLimit }>) => ({
  limitPerShopper: limit,
  left,
  moreAt: isoOrNull(moreAt),
});

/** What lines take of limited products: a limit is of a product, however many of its variants there are. */
export const limitedLines = (
  lines: readonly Readonly<{ productId: string; quantity: number; limit?: ShopperLimit }>[],
): readonly Wanted[] =>
  [...Map.groupBy(lines, ({ productId }) => productId)].flatMap(([of, same]) => {
    const limit = same[0]?.limit;
    const units = same.reduce((sum, { quantity }) => sum + quantity, 0);
    return limit ? [{ of, units, limit }] : [];
  });

/**
 * Gives units of a line, or the use of a promotion, back to their shopper's limit, unless they count no more, or the shopper is
 * gone and the tally with them.
 */
export function giveBackShare(
  { placedAt, erasureDue, erasedAt }: Order,
  { of, limit, units }: Readonly<{ of: string; limit: Counts | undefined; units: number }>,
  at: number,
): readonly GiveBackShare[] {
  const counts = limit !== undefined && (countsUntil(limit, placedAt) ?? Infinity) > at;
  return counts && !erasureDue && erasedAt === undefined ? [{ type: 'give-back-share', of, units }] : [];
}

const tallyOf = (tallies: Tallies, { of }: Wanted): Tally => tallies.get(of) ?? NOTHING_TAKEN;
