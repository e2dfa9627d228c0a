import { Refusal } from '../../kit/refusal.ts';
import { ApiError, notFound } from '../api/api-error.ts';
import type { Params } from '../api/params.ts';
import { formatMoney } from '../format-money.ts';
import { type Cause, nowInSeconds, type Simulator } from '../simulator.ts';
import { type Charge, newId, type Refund, type RefundStatus } from '../stripe-objects.ts';
import { recordEvent } from '../webhooks/record-event.ts';

/** Carries out `POST /v1/refunds`: all that is left, or the amount given, and never more than was paid. */
export function refundPayment(simulator: Simulator, params: Params, cause: Cause): Refund {
  const charge = findCharge(simulator, params);
  const asked = params.integer('amount', { min: 1 });
  const reason = params.oneOf('reason', ['duplicate', 'fraudulent', 'requested_by_customer']) ?? null;
  const metadata = params.metadata();
  params.refuseUnread();
  if (isChargedBack(simulator, charge)) {
    const message = `Charge ${charge.id} has been charged back; cannot issue a refund.`;
    throw new ApiError(message, { code: 'charge_disputed', kept: true });
  }
  const left = charge.amount_captured - charge.amount_refunded;
  if (left === 0) {
    const message = `Charge ${charge.id} has already been refunded.`;
    throw new ApiError(message, { code: 'charge_already_refunded', kept: true });
  }
  if (asked !== undefined && asked > left) throw tooLarge(asked, left, charge.currency);
  const amount = asked ?? left;
  const status = simulator.state.refundsCome;
  if (!UNDONE.has(status)) book(charge, amount);
  const refund: Refund = {
    id: newId('re'),
    object: 'refund',
    created: nowInSeconds(simulator),
    amount,
    charge: charge.id,
    currency: charge.currency,
    metadata,
    payment_intent: charge.payment_intent,
    reason,
    receipt_number: null,
    status,
    ...(status === 'failed' && { failure_reason: FAILURE }),
  };
  simulator.state.refunds.set(refund.id, refund);
  recordEvent(simulator, 'refund.created', refund, cause);
  if (UNDONE.has(status)) recordEvent(simulator, 'refund.failed', refund, cause);
  else recordEvent(simulator, 'charge.refunded', charge, cause);
  return refund;
}

/** The bank of the shopper answers late: a refund that was taken goes through, comes back, or is called off. */
export function moveRefund(
  simulator: Simulator,
  refund: Refund,
  status: RefundStatus,
  failure = FAILURE,
): Refund {
  const charge = simulator.state.charges.get(refund.charge);
  if (charge === undefined) throw notFound('charge', refund.charge, 'charge');
  const [was, becomes] = [UNDONE.has(refund.status), UNDONE.has(status)];
  if (was) throw new Refusal(409, 'REFUND.OVER', `${refund.id} is ${refund.status} and stays so.`);
  if (becomes) book(charge, -refund.amount);
  refund.status = status;
  if (status === 'failed') refund.failure_reason = failure;
  recordEvent(simulator, 'refund.updated', refund, null);
  if (becomes) recordEvent(simulator, 'refund.failed', refund, null);
  return refund;
}

/** An inquiry, and a dispute that was won, leave refunds possible. */
const isChargedBack = ({ state }: Simulator, { id }: Charge): boolean =>
  [...state.disputes.values()].some((dispute) => dispute.charge === id && !dispute.is_charge_refundable);

const UNDONE: ReadonlySet<RefundStatus> = new Set(['failed', 'canceled']);
const FAILURE = 'lost_or_stolen_card';

function book(charge: Charge, amount: number): void {
  charge.amount_refunded += amount;
  charge.refunded = charge.amount_refunded === charge.amount_captured;
}

function findCharge({ state }: Simulator, params: Params): Charge {
  const intentId = params.text('payment_intent');
  const chargeId = params.text('charge');
  if (intentId === undefined) {
    const charge = state.charges.get(params.required('charge', chargeId));
    if (charge === undefined) throw notFound('charge', chargeId ?? '', 'charge');
    return charge;
  }
  const intent = state.paymentIntents.get(intentId);
  if (intent === undefined) throw notFound('payment_intent', intentId, 'payment_intent');
  const charge = state.charges.get(intent.latest_charge ?? '');
  if (charge !== undefined) return charge;
  const message = `This PaymentIntent (${intentId}) does not have a successful charge to refund.`;
  throw new ApiError(message, { param: 'payment_intent', kept: true });
}

function tooLarge(asked: number, left: number, currency: string): ApiError {
  const [askedText, leftText] = [formatMoney(asked, currency, 'en'), formatMoney(left, currency, 'en')];
  const message = `Refund amount (${askedText}) is greater than unrefunded amount on charge (${leftText})`;
  return new ApiError(message, { code: 'amount_too_large', param: 'amount', kept: true });
}
