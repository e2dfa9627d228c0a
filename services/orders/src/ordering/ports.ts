import type { RefusedSide } from '@cartless/aggregate';
import type { Order } from './order.ts';
import type { OrderRule, OrderSide } from './order-change.ts';

export type Clock = () => Date;

/** One order. @throws AppError ORDER_NOT_FOUND */
export type ReadOrder = (orderId: string) => Promise<Order>;

/**
 * Changes one order by a rule, which is asked again when others were faster.
 * @param options.known the order when the caller has just read it
 * @param options.onRefusal is told which side writes were refused; throws, or has the rule asked again
 * @throws AppError ORDER_NOT_FOUND, BUSY, and what the rule throws
 */
export type ChangeOrder = (
  orderId: string,
  rule: OrderRule,
  options?: Readonly<{
    known?: Order;
    onRefusal?: (refused: readonly RefusedSide<OrderSide>[]) => Promise<void>;
  }>,
) => Promise<Order>;
