import { type Answer, indentedJson } from '../../kit/answer.ts';
import { FieldReader, type Input } from '../../kit/fields.ts';
import { Refusal } from '../../kit/refusal.ts';
import { DISPUTE_MOVES, moveDispute, openDispute } from '../disputes/dispute-payment.ts';
import type { Simulator } from '../simulator.ts';
import type { Charge } from '../stripe-objects.ts';

const REASONS = [
  'fraudulent',
  'product_not_received',
  'product_unacceptable',
  'duplicate',
  'credit_not_processed',
  'unrecognized',
  'general',
] as const;

/** A shopper disputes a payment at the bank. */
export function dispute(simulator: Simulator, input: Input): Answer {
  const fields = new FieldReader(input);
  fields.refuseOthers(['payment_intent', 'reason', 'amount', 'inquiry']);
  const intent = fields.text('payment_intent');
  if (intent === null) fields.problem('payment_intent', 'must name a payment');
  const charge = chargeOf(simulator, intent ?? '');
  const wish = {
    reason: fields.oneOf('reason', REASONS) ?? 'fraudulent',
    amount: fields.whole('amount', { min: 1, max: charge?.amount_captured ?? 1 }),
    inquiry: fields.boolean('inquiry') ?? false,
  };
  fields.refuseProblems();
  if (charge === undefined) throw new Refusal(404, 'PAYMENT.NOT_FOUND', `Nobody paid ${intent ?? ''}.`);
  return indentedJson(200, openDispute(simulator, charge, wish));
}

/** The shop answers, or the bank decides. */
export function move(simulator: Simulator, input: Input, id: string): Answer {
  const found = simulator.state.disputes.get(id);
  if (found === undefined) throw new Refusal(404, 'DISPUTE.NOT_FOUND', `There is no dispute ${id}.`);
  const fields = new FieldReader(input);
  fields.refuseOthers(['move']);
  const wanted = fields.oneOf('move', DISPUTE_MOVES);
  if (wanted === null) fields.problem('move', `must be one of ${DISPUTE_MOVES.join(', ')}`);
  fields.refuseProblems();
  return indentedJson(200, moveDispute(simulator, found, wanted ?? 'evidence'));
}

function chargeOf({ state }: Simulator, intent: string): Charge | undefined {
  return state.charges.get(state.paymentIntents.get(intent)?.latest_charge ?? '');
}
