import { type Change, moved, type Release, type Step } from './change-order.ts';
import type { CancelReason, Order } from './order.ts';
import { withRefundOfAll } from './refund-order.ts';

/** All units of an order, as they go back to where they came from. */
export const releaseAll = (order: Order): readonly Release[] =>
  order.lines.flatMap(({ productId, draws }) => draws.map((draw) => ({ productId, ...draw })));

/**
 * Cancels an order before dispatch: its stock is free again and what was paid is owed back.
 * @throws AppError ORDER_CANNOT_MOVE when it is on its way or closed
 */
export function cancelOrder(order: Order, reason: CancelReason, step: Step, text?: string): Change {
  const refunds = withRefundOfAll(order, { reason: `cancelled: ${reason}`, at: step.at });
  const owing = refunds.length > order.refunds.length;
  const facts = owing ? (['order-cancelled', 'refund-owed'] as const) : (['order-cancelled'] as const);
  const fields = { cancelReason: reason, refunds, ...(text !== undefined && { cancelText: text }) };
  const change = moved(order, 'cancelled', step, fields, ...facts);
  return { ...change, releases: releaseAll(order) };
}
