import { ApiError } from '../api/api-error.ts';
import type { SessionRecord } from '../payment-state.ts';
import { type Cause, nowInSeconds, type Simulator } from '../simulator.ts';
import {
  type Charge,
  type DeclineCode,
  DECLINES,
  newId,
  type PaymentError,
  type PaymentIntent,
  type PaymentMethodType,
} from '../stripe-objects.ts';
import { recordEvent } from '../webhooks/record-event.ts';

/** The shopper pays: the session is complete, the money is taken, and the shop is told. */
export function paySession(simulator: Simulator, record: SessionRecord, method: PaymentMethodType): void {
  const { session } = record;
  const intent = ensureIntent(simulator, record);
  const charge = newCharge(simulator, intent, method);
  simulator.state.charges.set(charge.id, charge);
  intent.amount_received = intent.amount;
  intent.last_payment_error = null;
  intent.latest_charge = charge.id;
  intent.payment_method = charge.payment_method;
  intent.status = 'succeeded';
  session.customer_details = { email: session.customer_email, name: null, phone: null, address: null };
  session.payment_status = 'paid';
  session.status = 'complete';
  session.url = null;
  recordEvent(simulator, 'charge.succeeded', charge, null);
  recordEvent(simulator, 'payment_intent.succeeded', intent, null);
  recordEvent(simulator, 'checkout.session.completed', session, null);
}

/** The shopper's bank says no: the session stays open for another try. */
export function declineSession(
  simulator: Simulator,
  record: SessionRecord,
  method: PaymentMethodType,
  why: DeclineCode = 'generic_decline',
): void {
  const intent = ensureIntent(simulator, record);
  intent.last_payment_error = declineOf(method, why);
  recordEvent(simulator, 'payment_intent.payment_failed', intent, null);
}

/**
 * Ends an open session unpaid.
 *
 * @throws ApiError when the session is not open any more.
 */
export function expireSession(simulator: Simulator, { session }: SessionRecord, cause: Cause): void {
  if (session.status !== 'open') {
    const message =
      `Only Checkout Sessions with a status in ["open"] can be expired. ` +
      `This Checkout Session has a status of \`${session.status}\`.`;
    throw new ApiError(message, { kept: true });
  }
  session.status = 'expired';
  session.url = null;
  const intent = simulator.state.paymentIntents.get(session.payment_intent ?? '');
  if (intent !== undefined) {
    intent.status = 'canceled';
    intent.canceled_at = nowInSeconds(simulator);
    intent.cancellation_reason = 'expired';
    recordEvent(simulator, 'payment_intent.canceled', intent, cause);
  }
  recordEvent(simulator, 'checkout.session.expired', session, cause);
}

/** Ends every open session whose time is over. Returns how many. */
export function expireDueSessions(simulator: Simulator): number {
  const now = nowInSeconds(simulator);
  const due = [...simulator.state.sessions.values()].filter(
    ({ session }) => session.status === 'open' && session.expires_at <= now,
  );
  for (const record of due) expireSession(simulator, record, null);
  return due.length;
}

function ensureIntent(simulator: Simulator, { session, intent: data }: SessionRecord): PaymentIntent {
  const existing = simulator.state.paymentIntents.get(session.payment_intent ?? '');
  if (existing !== undefined) return existing;
  const intent: PaymentIntent = {
    id: newId('pi'),
    object: 'payment_intent',
    livemode: false,
    created: nowInSeconds(simulator),
    amount: session.amount_total,
    amount_capturable: 0,
    capture_method: 'automatic_async',
    confirmation_method: 'automatic',
    currency: session.currency,
    customer: null,
    description: data.description,
    metadata: data.metadata,
    allowed_payment_method_types: session.allowed_payment_method_types,
    payment_method_types: session.payment_method_types,
    amount_received: 0,
    canceled_at: null,
    cancellation_reason: null,
    last_payment_error: null,
    latest_charge: null,
    payment_method: null,
    status: 'requires_payment_method',
  };
  simulator.state.paymentIntents.set(intent.id, intent);
  session.payment_intent = intent.id;
  recordEvent(simulator, 'payment_intent.created', intent, null);
  return intent;
}

function newCharge(simulator: Simulator, intent: PaymentIntent, method: PaymentMethodType): Charge {
  const details = method === 'card' ? { brand: 'visa', last4: '4242', exp_month: 12, exp_year: 2040 } : {};
  return {
    id: newId('ch'),
    object: 'charge',
    livemode: false,
    created: nowInSeconds(simulator),
    amount: intent.amount,
    amount_captured: intent.amount,
    captured: true,
    currency: intent.currency,
    description: intent.description,
    metadata: intent.metadata,
    paid: true,
    payment_intent: intent.id,
    payment_method: newId('pm'),
    payment_method_details: { type: method, [method]: details },
    status: 'succeeded',
    amount_refunded: 0,
    refunded: false,
    disputed: false,
  };
}

const declineOf = (method: PaymentMethodType, why: DeclineCode): PaymentError =>
  method === 'card'
    ? {
        type: 'card_error',
        charge: newId('ch'),
        decline_code: why,
        ...DECLINES[why],
      }
    : {
        type: 'invalid_request_error',
        code: 'payment_intent_payment_attempt_failed',
        message: 'The payment was declined by the payment provider.',
      };
