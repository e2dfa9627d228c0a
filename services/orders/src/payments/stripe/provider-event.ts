import { cleaned } from '@cartless/domain';
import * as z from 'zod/mini';
import type { FailedPayment, ProviderEvent, RefundNews } from '../payments.ts';
import { failureReason } from './failure-reason.ts';
import { fromStripe } from './stripe-amount.ts';

const Envelope = z.object({
  id: z.string(),
  type: z.string(),
  created: z.int(),
  data: z.object({ object: z.unknown() }),
});

/** A checkout session that was paid, as far as the shop needs to know it. */
const PaidSession = z.object({
  client_reference_id: z.string(),
  payment_intent: z.string(),
  payment_status: z.literal('paid'),
  amount_total: z.int(),
  currency: z.string(),
});

/** A charge of which money went back. */
const RefundedCharge = z.object({
  payment_intent: z.string(),
  amount_refunded: z.int(),
  currency: z.string(),
  metadata: z.object({ orderId: z.string() }),
});

/** A refund that the shop asked for. */
const OwnRefund = z.object({
  amount: z.int(),
  currency: z.string(),
  status: z.string(),
  failure_reason: z.optional(z.string()),
  metadata: z.object({ orderId: z.string(), key: z.string() }),
});

/** A payment that was tried in vain. Of a card it names the charge, which is one for each try. */
const FailedIntent = z.object({
  metadata: z.object({ orderId: z.string() }),
  last_payment_error: z.nullable(
    z.object({
      charge: z.optional(z.string()),
      code: z.optional(z.string()),
      decline_code: z.optional(z.string()),
    }),
  ),
});

const REFUNDS = new Set(['refund.created', 'refund.updated', 'refund.failed', 'charge.refund.updated']);

/** Stripe's states of a refund as ours. Source: docs.stripe.com/api/refunds/object. */
export function refundStatus(status: string | null): RefundNews['status'] {
  if (status === 'succeeded') return 'done';
  return status === 'failed' || status === 'canceled' ? 'failed' : 'sent';
}

const DISPUTES = 'charge.dispute.';
const ToldDispute = z.object({ id: z.string() });

const PAYING = new Set(['checkout.session.completed', 'checkout.session.async_payment_succeeded']);

/** Reads a webhook's body; undefined when it is no event of the provider. */
export function readProviderEvent(body: string): ProviderEvent | undefined {
  const event = z.safeParse(Envelope, parsed(body));
  if (!event.success) return undefined;
  const { id, type, created, data } = event.data;
  const at = created * 1000;
  if (PAYING.has(type)) {
    const session = z.safeParse(PaidSession, data.object);
    if (!session.success) return { id, type };
    const { client_reference_id: orderId, payment_intent: intent, amount_total } = session.data;
    const currency = session.data.currency.toUpperCase();
    return {
      id,
      type,
      payment: { orderId, intent, amount: fromStripe(amount_total, currency), currency, at },
    };
  }
  const dispute = type.startsWith(DISPUTES) ? z.safeParse(ToldDispute, data.object) : undefined;
  if (dispute?.success) return { id, type, dispute: dispute.data };
  const refund = REFUNDS.has(type) ? z.safeParse(OwnRefund, data.object) : undefined;
  if (refund?.success) return { id, type, refund: newsOf(refund.data, at) };
  const failed =
    type === 'payment_intent.payment_failed' ? z.safeParse(FailedIntent, data.object) : undefined;
  if (failed?.success) return { id, type, failure: failureOf(failed.data, id, at) };
  const charge = type === 'charge.refunded' ? z.safeParse(RefundedCharge, data.object) : undefined;
  if (charge?.success !== true) return { id, type };
  const { payment_intent: intent, amount_refunded, currency, metadata } = charge.data;
  const refundedInAll = fromStripe(amount_refunded, currency.toUpperCase());
  return { id, type, returned: { orderId: metadata.orderId, intent, refundedInAll, at } };
}

function failureOf(
  { metadata, last_payment_error: error }: z.infer<typeof FailedIntent>,
  eventId: string,
  at: number,
): FailedPayment {
  return {
    orderId: metadata.orderId,
    attempt: error?.charge ?? eventId,
    reason: failureReason(error ?? {}),
    at,
  };
}

function newsOf({ amount, currency, status, ...more }: z.infer<typeof OwnRefund>, at: number): RefundNews {
  return {
    orderId: more.metadata.orderId,
    key: more.metadata.key,
    amount: fromStripe(amount, currency.toUpperCase()),
    status: refundStatus(status),
    ...(more.failure_reason !== undefined && { why: cleaned(more.failure_reason, 100) }),
    at,
  };
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
