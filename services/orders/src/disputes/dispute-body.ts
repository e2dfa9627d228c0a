import { Instant, Money } from '@cartless/domain';
import * as z from 'zod/mini';
import { iso } from '../iso.ts';
import type { Order } from '../ordering/order.ts';
import { type Dispute, DISPUTE_STATUSES } from './dispute.ts';

/** A dispute as administrators see it; `at` is when it came to where it stands. */
export const DisputeShape = z.object({
  disputeId: z.string(),
  payment: z.string(),
  amount: Money,
  status: z.enum(DISPUTE_STATUSES),
  reason: z.string(),
  openedAt: Instant,
  evidenceDueBy: z.nullable(Instant),
  withdrawn: Money,
  lost: Money,
  at: Instant,
});

export function showDispute(order: Order, dispute: Dispute): z.infer<typeof DisputeShape> {
  const { currency = order.currency, dueBy } = dispute;
  const money = (amount: number) => ({ amount, currency });
  return {
    disputeId: dispute.id,
    payment: dispute.intent,
    amount: money(dispute.amount),
    status: dispute.status,
    reason: dispute.reason,
    openedAt: iso(dispute.openedAt),
    evidenceDueBy: dueBy === undefined ? null : iso(dueBy),
    withdrawn: money(dispute.taken),
    lost: money(dispute.lost),
    at: iso(dispute.at),
  };
}
