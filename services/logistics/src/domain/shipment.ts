import type {
  Address,
  Money,
  OrderId,
  OrderNumber,
  ShipmentId,
  ShipmentStatus,
  UserId,
} from '@cartless/domain';
import type { Reship } from './reship-state.ts';
import type { TrackingEvent } from './tracking.ts';

/** What lies in the parcel. */
export type ParcelLine = Readonly<{ productId: string; title: string; category: string; quantity: number }>;

/** Where a label is bought: the carrier's folder in this service, and the parcel's id there. */
export type Booking = Readonly<{ provider: string; ref: string }>;

/** A label as the carrier sold it. `carrier` is who drives the van, `provider` is who we talk to. */
export type Label = Readonly<{
  carrier: string;
  service: string;
  trackingNumber: string;
  /** The id under which the provider tells where the parcel is. */
  trackerRef: string;
  /** The provider's page of the label, to be printed. */
  url?: string;
  cost?: Money;
}>;

/** Why the parcel waits for a person. */
export type Problem = Readonly<{ code: string; message: string; at: string }>;

export type Shipment = Readonly<{
  id: ShipmentId;
  orderId: OrderId;
  orderNumber: OrderNumber;
  userId: UserId;
  status: ShipmentStatus;
  version: number;
  lines: readonly ParcelLine[];
  address: Address;
  weightGrams: number;
  createdAt: string;
  /** When the status became what it is, by the clock of whoever saw it. */
  statusAt: string;
  dispatchedAt?: string;
  booking?: Booking;
  label?: Label;
  voidedAt?: string;
  problem?: Problem;
  history: readonly TrackingEvent[];
  estimatedDelivery?: string;
  /** When the carrier last changed what it says, by the carrier's clock. */
  carrierUpdatedAt?: string;
  /** Up to when what we know is confirmed, and when the carrier was last asked. */
  checkedAt?: string;
  askedAt?: string;
  /** When the scheduler looks at the parcel next, and how often it did so in vain. */
  dueAt?: string;
  tries: number;
  /** Set on a replacement parcel, and on the one that was replaced. */
  replaces?: ShipmentId;
  replacedBy?: ShipmentId;
  reship?: Reship;
  /** The user deleted the account: personal data are to be erased, or are. */
  erasure?: 'wanted' | 'done';
}>;

/** What other services are told of a parcel. */
export type Fact =
  | 'shipment-created'
  | 'shipment-dispatched'
  | 'shipment-delivered'
  | 'shipment-exception'
  | 'shipment-lost'
  | 'reship-requested'
  | 'reship-approved'
  | 'reship-rejected';

/** A parcel after a change, and what is to be told of it. */
export type Change = Readonly<{ shipment: Shipment; facts: readonly Fact[] }>;

/** The facts that come with a state; most states come without. */
export const FACT_OF_STATUS: Readonly<Partial<Record<ShipmentStatus, Fact>>> = {
  dispatched: 'shipment-dispatched',
  delivered: 'shipment-delivered',
  exception: 'shipment-exception',
  lost: 'shipment-lost',
};

/** A copy without some optional members: an absent member and an undefined one are not the same. */
export function without<K extends keyof Shipment>(
  shipment: Shipment,
  ...names: readonly K[]
): Omit<Shipment, K> {
  const copy = { ...shipment };
  for (const name of names) delete (copy as Partial<Record<K, unknown>>)[name];
  return copy;
}
