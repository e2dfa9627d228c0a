import { type Cause, nowInSeconds, type Simulator } from '../simulator.ts';
import { API_VERSION, newId, type StripeEvent } from '../stripe-objects.ts';

/** The events that the shop's webhook endpoint is subscribed to; the others are only listed by `/v1/events`. */
const SENT_TO_WEBHOOK = new Set([
  'checkout.session.completed',
  'checkout.session.expired',
  'payment_intent.payment_failed',
  'charge.refunded',
  'refund.created',
  'refund.updated',
  'refund.failed',
  'charge.dispute.created',
  'charge.dispute.updated',
  'charge.dispute.closed',
  'charge.dispute.funds_withdrawn',
  'charge.dispute.funds_reinstated',
]);

/** Records that something happened, with the object as it is now, and sends it to the shop when it is subscribed. */
export function recordEvent(simulator: Simulator, type: string, object: object, cause: Cause): void {
  const event: StripeEvent = {
    id: newId('evt'),
    object: 'event',
    api_version: API_VERSION,
    created: nowInSeconds(simulator),
    data: { object: structuredClone(object) },
    livemode: false,
    pending_webhooks: 0,
    request: { id: cause?.requestId ?? null, idempotency_key: cause?.idempotencyKey ?? null },
    type,
  };
  simulator.state.events.set(event.id, event);
  if (SENT_TO_WEBHOOK.has(type)) simulator.deliveries.add(event);
  simulator.changed();
}
