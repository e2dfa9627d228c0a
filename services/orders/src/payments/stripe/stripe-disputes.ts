import { cleaned } from '@cartless/domain';
import type Stripe from 'stripe';
import type { DisputeStatus } from '../../disputes/dispute.ts';
import type { DisputesAtProvider, ProviderDispute } from '../../disputes/disputes-at-provider.ts';
import { fromStripe } from './stripe-amount.ts';

/** Stripe's states of a dispute as ours. Source: docs.stripe.com/api/disputes/object, `status`. */
const STATUSES: Readonly<Record<string, DisputeStatus>> = {
  warning_needs_response: 'inquiry',
  warning_under_review: 'inquiry-under-review',
  warning_closed: 'inquiry-closed',
  needs_response: 'needs-response',
  appeal_needs_response: 'needs-response',
  under_review: 'under-review',
  appeal_under_review: 'under-review',
  won: 'won',
  lost: 'lost',
  prevented: 'prevented',
};

export async function findDispute(stripe: Stripe, id: string): Promise<ProviderDispute | undefined> {
  return asTold(await stripe.disputes.retrieve(id, { expand: ['payment_intent'] }));
}

export async function* listDisputes(
  stripe: Stripe,
  of: Parameters<DisputesAtProvider['disputes']>[0],
): AsyncGenerator<ProviderDispute> {
  const wanted =
    'intent' in of ? { payment_intent: of.intent } : { created: { gte: Math.floor(of.since / 1000) } };
  const query = { ...wanted, limit: 100, expand: ['data.payment_intent'] };
  for await (const dispute of stripe.disputes.list(query)) {
    const told = asTold(dispute);
    if (told !== undefined) yield told;
  }
}

/** A dispute bears no metadata of ours; its payment names the order. What was not paid by the shop's own page names none. */
function asTold(dispute: Stripe.Dispute): ProviderDispute | undefined {
  const { payment_intent: intent } = dispute;
  if (intent === null || typeof intent === 'string') return undefined;
  const orderId = intent.metadata['orderId'];
  if (orderId === undefined) return undefined;
  const currency = dispute.currency.toUpperCase();
  const dueBy = dispute.evidence_details.due_by;
  return {
    id: dispute.id,
    orderId,
    intent: intent.id,
    amount: fromStripe(dispute.amount, currency),
    currency,
    reason: cleaned(dispute.reason, 100),
    // A state that is new at the provider ends nothing here.
    status: STATUSES[dispute.status] ?? 'under-review',
    openedAt: dispute.created * 1000,
    // Where the bank hears no evidence, there is 0 or nothing.
    dueBy: dueBy ? dueBy * 1000 : null,
    taken: fromStripe(takenBy(dispute), currency),
  };
}

/**
 * What the dispute has withdrawn and not given back. The movements are in the currency of the account's balance; where that
 * is another one, rates have changed in between, and what was won was given back whole.
 */
function takenBy({ balance_transactions: moves, amount, currency, status }: Stripe.Dispute): number {
  const net = -moves.reduce((sum, move) => sum + move.amount, 0);
  if (moves.every((move) => move.currency === currency)) return Math.max(0, net);
  return net > 0 && status !== 'won' ? amount : 0;
}
