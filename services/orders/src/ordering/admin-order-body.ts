import { Instant, Money, UserId } from '@cartless/domain';
import * as z from 'zod/mini';
import { DisputeShape, showDispute } from '../disputes/dispute-body.ts';
import { AdminRefundShape, showAdminRefund } from '../payments/refund-body.ts';
import { MissingShape, showMissing } from '../parcels/parcel-body.ts';
import { captured, owed, refundedForGood } from '../payments/money-kept.ts';
import { money, type Order } from './order.ts';
import { OrderShape, showOrder } from './order-body.ts';
import { iso } from '../iso.ts';
import { AdminReturnShape, showAdminReturns } from '../returns/return-body.ts';

/** An order as administrators see it: with its shopper, its money and what was said about it. */
export const AdminOrderShape = z.extend(OrderShape, {
  userId: UserId,
  captured: Money,
  refunded: Money,
  refundOwed: Money,
  refunds: z.array(AdminRefundShape),
  cancelReason: z.optional(z.string()),
  cancelText: z.optional(z.string()),
  lostAt: z.optional(Instant),
  returns: z.array(AdminReturnShape),
  disputes: z.array(DisputeShape),
  /** When the money goes back by itself unless somebody decides before. */
  decideBy: z.optional(Instant),
  /** What left in the place of a parcel although the shelf had too few, and is not taken from it yet. */
  missing: z.optional(z.array(MissingShape)),
});

export const showAdminOrder = (order: Order): z.infer<typeof AdminOrderShape> => ({
  ...showOrder(order),
  userId: order.userId,
  captured: money(order, captured(order)),
  refunded: money(order, refundedForGood(order)),
  refundOwed: money(order, owed(order)),
  refunds: order.refunds.map((refund) => showAdminRefund(order, refund)),
  ...(order.status === 'cancelled' && {
    cancelReason: order.cancelled.why,
    ...(order.cancelled.text !== undefined && { cancelText: order.cancelled.text }),
  }),
  ...(order.lostAt !== undefined && { lostAt: iso(order.lostAt) }),
  returns: showAdminReturns(order),
  disputes: (order.disputes ?? []).map((dispute) => showDispute(order, dispute)),
  ...(order.status === 'undelivered' && { decideBy: iso(order.decideBy) }),
  ...(order.missing && { missing: showMissing(order.missing) }),
});
