import { skuOf } from '@cartless/domain';
import { giveBackShare } from '../limits/shares.ts';
import { refundAll } from '../payments/refund.ts';
import { releaseUse } from '../promotions/use.ts';
import type { OrderChange, OrderSide, Step } from './order-change.ts';
import { OrderCannotMove } from './errors.ts';
import { historyWith, isHere } from './order-status.ts';
import type { CancelReason, Order, PlacedLine } from './order.ts';

/**
 * Cancels an order before dispatch: its stock is free again and what was paid is owed back.
 * @throws AppError ORDER_CANNOT_MOVE when something of it has left, or it is closed
 */
export function cancel(order: Order, why: CancelReason, step: Step, text?: string): OrderChange {
  const from = order;
  if (!isHere(from)) throw OrderCannotMove({ details: { orderStatus: from.status, to: 'cancelled' } });
  const { at } = step;
  const refunds = refundAll(from, { reason: `cancelled: ${why}`, at });
  const isOwing = refunds.length > from.refunds.length;
  return {
    state: {
      ...from,
      status: 'cancelled',
      cancelled: { why, at, ...(text !== undefined && { text }) },
      history: historyWith(from, 'cancelled', step),
      refunds,
    },
    facts: [{ type: 'order-cancelled', at }, ...(isOwing ? [{ type: 'refund-owed', at } as const] : [])],
    also: [...from.lines.flatMap((line) => releaseLine(from, line, at)), ...releaseUse(from, at)],
  };
}

/** All units of a line are free again, and count no more against a limit. */
const releaseLine = (order: Order, line: PlacedLine, at: number): OrderSide[] => [
  ...line.draws.map((draw) => ({ type: 'release-stock', sku: skuOf(line), ...draw }) as const),
  ...giveBackShare(order, { of: line.productId, limit: line.limit, units: line.quantity }, at),
];
