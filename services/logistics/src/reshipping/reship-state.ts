import type { Sellable, ShipmentId } from '@cartless/domain';
export const RESHIP_REASONS = ['lost', 'damaged', 'wrong-item'] as const;
export type ReshipReason = (typeof RESHIP_REASONS)[number];

/** A shopper's wish for a replacement, as it stands on the parcel that is to be replaced. */
export type Reship = Readonly<{
  state: 'requested' | 'approved' | 'rejected';
  reason: ReshipReason;
  note?: string;
  photos: readonly string[];
  /** What is to be sent again; everything where it is left out. */
  items?: readonly ReshipItem[];
  requestedAt: string;
  decidedAt?: string;
  /** Why it was refused. */
  refusal?: string;
  /** Digests of the caller's Idempotency-Key and body. */
  key?: string;
  body?: string;
}>;

export type ReshipItem = Sellable & Readonly<{ quantity: number }>;
export type ReshipWish = Omit<Reship, 'state' | 'requestedAt' | 'decidedAt' | 'refusal'>;

/** Units of a parcel that go again, and in which one. */
export type Resent = Readonly<{
  parcel: ShipmentId;
  items: readonly ReshipItem[];
  /** The event by which the shop ordered it; none when it was wished for. */
  event?: string;
}> &
  Pick<Reship, 'key' | 'body'>;
