import { Refusal } from '../../kit/refusal.ts';
import { moveRefund } from '../refunds/refund-payment.ts';
import { nowInSeconds, type Simulator } from '../simulator.ts';
import { type BalanceTransaction, type Charge, type Dispute, newId } from '../stripe-objects.ts';
import { recordEvent } from '../webhooks/record-event.ts';

/** Evidence is due within a week or two, by the network; Stripe names the end of a day. */
const EVIDENCE_DAYS = 9;
const FEE = 1500;

export interface DisputeWish {
  readonly reason: string;
  /** What is disputed; all of the payment when it is left out. */
  readonly amount: number | null;
  /** Whether the bank only asks. */
  readonly inquiry: boolean;
}

/** The shopper goes to the bank. An inquiry moves no money; anything else is withdrawn at once. */
export function openDispute(simulator: Simulator, charge: Charge, wish: DisputeWish): Dispute {
  const now = nowInSeconds(simulator);
  const dispute: Dispute = {
    id: newId('du'),
    object: 'dispute',
    livemode: false,
    created: now,
    amount: wish.amount ?? charge.amount_captured,
    charge: charge.id,
    currency: charge.currency,
    metadata: {},
    payment_intent: charge.payment_intent,
    reason: wish.reason,
    evidence_details: {
      due_by: now + EVIDENCE_DAYS * 86_400,
      has_evidence: false,
      past_due: false,
      submission_count: 0,
    },
    balance_transactions: [],
    is_charge_refundable: true,
    status: wish.inquiry ? 'warning_needs_response' : 'needs_response',
  };
  charge.disputed = true;
  simulator.state.disputes.set(dispute.id, dispute);
  if (wish.inquiry) recordEvent(simulator, 'charge.dispute.created', dispute, null);
  else withdraw(simulator, dispute, 'charge.dispute.created');
  return dispute;
}

/** What can happen to a dispute, and in which states. */
const MOVES = {
  escalate: ['warning_needs_response', 'warning_under_review', 'warning_closed'],
  evidence: ['warning_needs_response', 'needs_response'],
  win: ['needs_response', 'under_review', 'appeal_under_review'],
  lose: ['needs_response', 'under_review', 'appeal_under_review'],
  prevent: ['needs_response'],
  appeal: ['lost'],
  close: ['warning_needs_response', 'warning_under_review'],
} as const satisfies Record<string, readonly Dispute['status'][]>;
export type DisputeMove = keyof typeof MOVES;
export const DISPUTE_MOVES = Object.keys(MOVES) as readonly DisputeMove[];

export const movesOf = ({ status }: Dispute): readonly DisputeMove[] =>
  DISPUTE_MOVES.filter((move) => (MOVES[move] as readonly string[]).includes(status));

/** The shop answers, or the bank decides. @throws Refusal 409 when the dispute is not where that can happen */
export function moveDispute(simulator: Simulator, dispute: Dispute, move: DisputeMove): Dispute {
  if (!movesOf(dispute).includes(move)) {
    const possible = movesOf(dispute).join(', ') || 'nothing any more';
    throw new Refusal(409, 'DISPUTE.ELSEWHERE', `${dispute.id} is ${dispute.status}; possible: ${possible}.`);
  }
  STEPS[move](simulator, dispute);
  return dispute;
}

const STEPS: Readonly<Record<DisputeMove, (simulator: Simulator, dispute: Dispute) => void>> = {
  escalate(simulator, dispute) {
    dispute.status = 'needs_response';
    withdraw(simulator, dispute, 'charge.dispute.updated');
  },
  evidence(simulator, dispute) {
    const { evidence_details: details } = dispute;
    details.has_evidence = true;
    details.submission_count += 1;
    dispute.status = dispute.status === 'needs_response' ? 'under_review' : 'warning_under_review';
    recordEvent(simulator, 'charge.dispute.updated', dispute, null);
  },
  win(simulator, dispute) {
    dispute.status = 'won';
    dispute.is_charge_refundable = true;
    book(simulator, dispute, dispute.amount, 'Chargeback reversal for');
    recordEvent(simulator, 'charge.dispute.closed', dispute, null);
    recordEvent(simulator, 'charge.dispute.funds_reinstated', dispute, null);
  },
  lose: (simulator, dispute) => closeAs(simulator, dispute, 'lost'),
  prevent: (simulator, dispute) => closeAs(simulator, dispute, 'prevented'),
  appeal(simulator, dispute) {
    dispute.status = 'appeal_under_review';
    recordEvent(simulator, 'charge.dispute.updated', dispute, null);
  },
  close: (simulator, dispute) => closeAs(simulator, dispute, 'warning_closed'),
};

function closeAs(simulator: Simulator, dispute: Dispute, status: Dispute['status']): void {
  dispute.status = status;
  recordEvent(simulator, 'charge.dispute.closed', dispute, null);
}

/** The money leaves the shop's balance, and refunds that wait for their bank are called off, so that none is paid twice. */
function withdraw(simulator: Simulator, dispute: Dispute, told: string): void {
  dispute.is_charge_refundable = false;
  book(simulator, dispute, -dispute.amount, 'Chargeback withdrawal for');
  recordEvent(simulator, told, dispute, null);
  recordEvent(simulator, 'charge.dispute.funds_withdrawn', dispute, null);
  for (const refund of simulator.state.refunds.values()) {
    if (refund.charge !== dispute.charge || refund.status !== 'pending') continue;
    moveRefund(simulator, refund, 'failed', 'charge_for_pending_refund_disputed');
  }
}

function book(simulator: Simulator, dispute: Dispute, amount: number, words: string): void {
  const fee = amount < 0 ? FEE : 0;
  const transaction: BalanceTransaction = {
    id: newId('txn'),
    object: 'balance_transaction',
    amount,
    created: nowInSeconds(simulator),
    currency: dispute.currency,
    description: `${words} ${dispute.charge}`,
    fee,
    net: amount - fee,
    source: dispute.id,
    type: 'adjustment',
  };
  dispute.balance_transactions = [...dispute.balance_transactions, transaction];
}
