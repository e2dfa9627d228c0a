import { Instant, Money } from '@cartless/domain';
import * as z from 'zod/mini';
import { barTo } from '../disputes/dispute.ts';
import type { Order, Refund } from '../ordering/order.ts';
import { CASH, REFUND_STATUSES, statusOf } from './refund-moves.ts';
import { iso } from '../iso.ts';

/**
 * A refund as its shopper sees it; `at` is when it came to where it stands. `amount` is what the shop gives back, and `givenByBank` what the
 * shopper's bank gave instead, because they disputed the payment.
 */
export const RefundShape = z.object({
  refundId: z.string(),
  amount: Money,
  status: z.enum(REFUND_STATUSES),
  reason: z.string(),
  at: Instant,
  givenByBank: z.optional(Money),
});

/** The same for the shop: how it was to go back, and what came in between. */
export const AdminRefundShape = z.extend(RefundShape, {
  method: z.enum(['provider', CASH]),
  owedAt: Instant,
  doneAt: z.nullable(Instant),
  failure: z.optional(z.string()),
  reference: z.optional(z.string()),
  /** Waits for the end of this dispute. */
  waitsFor: z.optional(z.string()),
  /** A dispute gave the money instead, this much of it. */
  coveredBy: z.optional(z.object({ disputeId: z.string(), amount: Money })),
});

export const RefundParams = { refundId: z.string().check(z.regex(/^refund-ord_[0-9a-z]+-\d+$/)) };

export function showRefund(order: Order, refund: Refund): z.infer<typeof RefundShape> {
  const { key, amount, currency = order.currency, reason, covered } = refund;
  return {
    refundId: key,
    amount: { amount, currency },
    status: statusOf(refund),
    reason,
    at: iso(refund.doneAt ?? refund.failed?.at ?? refund.sentAt ?? refund.owedAt),
    ...(covered && { givenByBank: { amount: covered.amount, currency } }),
  };
}

export const showAdminRefund = (order: Order, refund: Refund): z.infer<typeof AdminRefundShape> => ({
  ...showRefund(order, refund),
  method: refund.intent === CASH ? CASH : 'provider',
  owedAt: iso(refund.owedAt),
  doneAt: refund.doneAt === undefined ? null : iso(refund.doneAt),
  ...(refund.failed && { failure: refund.failed.why }),
  ...(refund.reference !== undefined && { reference: refund.reference }),
  ...disputeOf(order, refund),
});

function disputeOf(order: Order, refund: Refund) {
  const { intent, covered, doneAt, currency = order.currency } = refund;
  const bar = doneAt === undefined ? barTo(order, intent) : undefined;
  return {
    ...(bar && { waitsFor: bar.id }),
    ...(covered && {
      coveredBy: { disputeId: covered.dispute, amount: { amount: covered.amount, currency } },
    }),
  };
}
