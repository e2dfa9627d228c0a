import type { Dispute } from './dispute.ts';

/** A dispute as it stands at the provider, of a payment of the shop. */
export type ProviderDispute = Pick<
  Dispute,
  'id' | 'intent' | 'amount' | 'reason' | 'status' | 'openedAt' | 'taken'
> &
  Readonly<{ orderId: string; currency: string; dueBy: number | null }>;

/**
 * The disputes that a payment provider keeps.
 * @throws AppError PAYMENT_PROVIDER_UNAVAILABLE for what may work later, PAYMENT_REFUSED for what will not
 */
export type DisputesAtProvider = Readonly<{
  /** How a dispute stands now; undefined when its payment is none of the shop's. */
  dispute(id: string): Promise<ProviderDispute | undefined>;
  /** The disputes of one payment, or those that were opened since a time. */
  disputes(of: Readonly<{ intent: string } | { since: number }>): AsyncIterable<ProviderDispute>;
}>;
