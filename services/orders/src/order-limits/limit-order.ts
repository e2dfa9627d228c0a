import type { OrderId, Sku } from '@cartless/domain';
import type { OrderSide } from '../ordering/order-change.ts';
import type { Assess, Assessment, Limited } from './assess.ts';
import { limitError } from './errors.ts';
import type { OpenOrders } from './open-order.ts';
import { withOrder } from './open-orders.ts';
import type { WantedOrder } from './over-limit.ts';
import { heldOf, overShare, unitsNeeded } from './shelf-share.ts';

type Placing = Readonly<{
  shopper: Limited;
  /** What counts of the shopper, as it was read with the catalogue. */
  openOrders: OpenOrders;
  wanted: WantedOrder;
  orderId: OrderId;
  at: number;
  payWithinMs: number;
}>;

/** The limits of one order while it is placed. */
export type OrderLimiting = Readonly<{
  /** How many units a bucket must hold for the order to take so many; undefined where no limit says. */
  atLeast(sku: Sku, quantity: number): number | undefined;
  /**
   * Counts the order, in its own write.
   * @throws AppError ORDER_LIMIT_REACHED, ORDER_ABOVE_LIMIT
   */
  count(isFree: boolean): readonly OrderSide[];
  /**
   * Takes in what refused the order.
   * @param openOrders what counts of the shopper, when it is not any more what was read
   * @param shelves what lies on shelves that have enough and still gave nothing
   * @param spread those of which the order takes from several buckets, so that none of them alone says how much is left
   * @throws AppError ORDER_LIMIT_REACHED, ORDER_ABOVE_LIMIT when the order would leave others too little
   */
  refused(
    openOrders: OpenOrders | undefined,
    shelves: ReadonlyMap<Sku, number>,
    spread: ReadonlySet<Sku>,
  ): Promise<void>;
}>;

/** Begins to limit an order. A repeated request, whose order counts already, is not limited again. */
export async function limitOrder(
  assess: Assess,
  { shopper, openOrders, wanted, orderId, at, payWithinMs }: Placing,
): Promise<OrderLimiting> {
  const counts = (orders: OpenOrders) => orders.open.some((order) => order.orderId === orderId);
  if (counts(openOrders)) return UNLIMITED;
  const assessed = (read: OpenOrders, more: Readonly<{ known?: Assessment; sure?: boolean }> = {}) =>
    assess(shopper, read, [wanted], { now: at, ...more });
  let now = await assessed(openOrders);
  const whole = new Set<Sku>();
  const overShelves = (shelves: ReadonlyMap<Sku, number>) =>
    now.limits === undefined
      ? []
      : overShare(now.openOrders, wanted.units, now.limits, shelves, { endings: now.endings, payWithinMs });
  return {
    atLeast: (sku, quantity) =>
      now.limits === undefined || whole.has(sku)
        ? undefined
        : unitsNeeded(now.limits.shelf, quantity, heldOf(now.openOrders, sku)),
    count(isFree) {
      if (now.limits === undefined) return [];
      const { method, value, units } = wanted;
      const isHeld = !isFree && method !== undefined;
      const over = now.over(isHeld ? wanted : { ...wanted, method: undefined });
      if (over.length > 0) throw limitError(over, at);
      const held = isHeld ? { orderId, at, method, value, units } : undefined;
      return [{ type: 'count-order', openOrders: withOrder(now.openOrders, at, held), at }];
    },
    async refused(read, shelves, spread) {
      // Of a request that came twice at once, the other one has placed the order.
      if (read !== undefined && !counts(read)) now = await assessed(read, { known: now });
      if (overShelves(shelves).length > 0 && !now.isSure) {
        now = await assessed(now.openOrders, { known: now, sure: true });
      }
      const over = overShelves(shelves);
      if (over.length > 0) throw limitError(over, at);
      for (const sku of shelves.keys()) if (spread.has(sku)) whole.add(sku);
    },
  };
}

const UNLIMITED: OrderLimiting = {
  atLeast: () => undefined,
  count: () => [],
  refused: () => Promise.resolve(),
};
