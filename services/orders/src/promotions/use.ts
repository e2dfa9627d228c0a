import { giveBackShare, takeShare } from '../limits/shares.ts';
import type { OrderSide } from '../ordering/order-change.ts';
import type { Order, UsedPromotion } from '../ordering/order.ts';
import type { Promotion } from './promotion.ts';
import type { Offered } from './reduction.ts';

/** What an order's shopper has used of a promotion is tallied under this name. */
export const tallyNameOf = (code: string): string => `promotion:${code}`;

/** What an order keeps of the promotion that it used, to give the use back. */
export const usedOf = ({ code, limit, limitPerShopper }: Promotion): UsedPromotion => ({
  code,
  ...(limit !== undefined && { limited: true }),
  ...(limitPerShopper && {
    limit: limitPerShopper.days === undefined ? {} : { days: limitPerShopper.days },
  }),
});

/** Uses a promotion once, with the order that it is used for. */
export function takeUse(
  { promotion, tally }: Offered,
  order: Readonly<{ orderId: string; at: number }>,
): readonly OrderSide[] {
  const { code, limit, limitPerShopper } = promotion;
  return [
    ...(limit === undefined ? [] : [{ type: 'take-use', code } as const]),
    ...(limitPerShopper
      ? [takeShare({ of: tallyNameOf(code), units: 1, limit: limitPerShopper }, tally, order)]
      : []),
  ];
}

/** The use counts no more, because its order is cancelled. */
export function releaseUse(order: Order, at: number): readonly OrderSide[] {
  const { promotion } = order;
  if (promotion === undefined) return [];
  const { code, limited, limit } = promotion;
  return [
    ...(limited ? [{ type: 'release-use', code } as const] : []),
    ...giveBackShare(order, { of: tallyNameOf(code), limit, units: 1 }, at),
  ];
}
