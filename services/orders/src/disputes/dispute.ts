/** Where a dispute stands. The bank that only inquires has moved no money; an inquiry may grow into a dispute. */
export const DISPUTE_STATUSES = [
  'inquiry',
  'inquiry-under-review',
  'inquiry-closed',
  'needs-response',
  'under-review',
  'won',
  'lost',
  'prevented',
] as const;
export type DisputeStatus = (typeof DISPUTE_STATUSES)[number];

export const OUTCOMES = ['won', 'lost', 'prevented', 'inquiry-closed'] as const satisfies DisputeStatus[];
export type Outcome = (typeof OUTCOMES)[number];

/** A shopper's dispute at the bank about a payment (a chargeback). Amounts are minor units, times milliseconds since 1970. */
export type Dispute = Readonly<{
  /** The provider's id of it. */
  id: string;
  /** The payment that it is about. */
  intent: string;
  amount: number;
  /** When it is not that of the order. */
  currency?: string;
  /** The provider's word for the shopper's reason. */
  reason: string;
  status: DisputeStatus;
  openedAt: number;
  /** Until when evidence counts; some banks hear none. */
  dueBy?: number;
  /** What the provider has withdrawn and not given back, so far. */
  taken: number;
  /** What went back to the shopper by it, as it stands in the books; decided when it is closed. */
  lost: number;
  /** When it came to where it stands. */
  at: number;
}>;

const FINAL: readonly string[] = OUTCOMES;
export const isClosed = <D extends Readonly<{ status: DisputeStatus }>>(
  dispute: D,
): dispute is D & Readonly<{ status: Outcome }> => FINAL.includes(dispute.status);

/** Whether the shop is asked for evidence. */
export const wantsEvidence = ({ status }: Readonly<{ status: DisputeStatus }>): boolean =>
  status === 'inquiry' || status === 'needs-response';

/** Whether the provider refuses refunds of the payment for now: an inquiry leaves them possible. */
export const barsRefunds = ({ status }: Dispute): boolean =>
  status === 'needs-response' || status === 'under-review';

type Disputed = Readonly<{ disputes?: readonly Dispute[] }>;

/** The dispute on whose end refunds of a payment have to wait, if there is one. */
export const barTo = ({ disputes = [] }: Disputed, intent: string): Dispute | undefined =>
  disputes.find((dispute) => dispute.intent === intent && barsRefunds(dispute));

/** What disputes took of one payment for good, in its own currency. */
export const lostOf = ({ disputes = [] }: Disputed, intent: string): number =>
  disputes.filter((one) => one.intent === intent).reduce((sum, { lost }) => sum + lost, 0);
