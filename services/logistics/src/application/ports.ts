import type { OrderNumber, ShipmentId, ShipmentStatus, UserId } from '@cartless/domain';
import type { Rate } from '../domain/choose-rate.ts';
import type { Booking, Fact, Label, Shipment } from '../domain/shipment.ts';
import type { TrackingUpdate } from '../domain/tracking.ts';

export type Clock = () => Date;

export type Page<T> = Readonly<{ items: readonly T[]; nextCursor: string | null }>;
export type PageRequest = Readonly<{ limit: number; cursor?: string | undefined }>;

/** A parcel as a list shows it. */
export type ShipmentSummary = Pick<Shipment, 'id' | 'orderNumber' | 'status' | 'createdAt' | 'statusAt'> &
  Readonly<{
    carrier: string | null;
    trackingNumber: string | null;
    reship: 'requested' | 'approved' | 'rejected' | null;
    problem: string | null;
  }>;

/** Where parcels are kept. Every write is one conditional write that carries its events. */
export type Shipments = Readonly<{
  /** Every parcel of an order, the first one first. */
  ofOrder(orderNumber: OrderNumber): Promise<readonly Shipment[]>;
  /** Every parcel of a user. */
  ofUser(userId: UserId): Promise<readonly ShipmentId[]>;
  find(id: ShipmentId): Promise<Shipment | undefined>;
  /** @returns the parcel that is there already; undefined when this one was added */
  add(shipment: Shipment, facts: readonly Fact[]): Promise<Shipment | undefined>;
  /** Writes the parcel if it still is as `before`. @returns the parcel as stored, or undefined when it is not */
  save(before: Shipment, after: Shipment, facts: readonly Fact[]): Promise<Shipment | undefined>;
  /** The same, together with a new parcel. */
  saveWithNew(
    change: Readonly<{ before: Shipment; after: Shipment; facts: readonly Fact[] }>,
    added: Readonly<{ shipment: Shipment; facts: readonly Fact[] }>,
  ): Promise<boolean>;
  list(status: ShipmentStatus, page: PageRequest): Promise<Page<ShipmentSummary>>;
  listReshipRequests(page: PageRequest): Promise<Page<ShipmentSummary>>;
  /** Parcels that the scheduler has to look at, the longest waiting first. */
  due(now: Date, limit: number): Promise<readonly ShipmentId[]>;
}>;

/** Users who deleted their accounts, remembered while events of theirs may still be on their way. */
export type ErasedUsers = Readonly<{
  remember(userId: UserId, now: Date): Promise<void>;
  has(userId: UserId): Promise<boolean>;
}>;

/** Which parcel a carrier's number means, and what carriers said of numbers that nobody knew yet. */
export type ParcelCodes = Readonly<{
  claim(provider: string, code: string, id: ShipmentId): Promise<void>;
  find(provider: string, code: string): Promise<ShipmentId | undefined>;
  keep(provider: string, code: string, eventId: string, update: TrackingUpdate, now: Date): Promise<void>;
  kept(provider: string, code: string): Promise<readonly KeptUpdate[]>;
  forget(provider: string, code: string, eventId: string): Promise<void>;
}>;
export type KeptUpdate = Readonly<{ eventId: string; update: TrackingUpdate }>;

/** A parcel as a carrier has to know it. */
export type Consignment = Readonly<
  Pick<Shipment, 'id' | 'address' | 'weightGrams' | 'orderNumber'> & { origin: Shipment['address'] }
>;

/** A parcel's place at the carrier before a label is bought: its id there, and the offers. */
export type Booked = Readonly<{ ref: string; rates: readonly Rate[]; bought: Bought | undefined }>;
export type Bought = Readonly<{ label: Label; tracking: TrackingUpdate }>;

/** What came in by webhook: an update, or something that is no concern of ours. */
export type WebhookReading = Readonly<{ eventId: string; update: TrackingUpdate | undefined }>;

/**
 * A carrier, or a company that speaks for many. Failures are `CARRIER_UNAVAILABLE`, which pass, and
 * `CARRIER_REFUSED`, which do not.
 */
export type Carrier = Readonly<{
  provider: string;
  /** Announces the parcel, or finds it when that was done before. */
  book(consignment: Consignment): Promise<Booked>;
  booked(booking: Booking): Promise<Booked>;
  /** Buys the label of a booked parcel; asked twice, it answers with the same label. */
  buy(booking: Booking, rateId: string): Promise<Bought>;
  /** Gives the label back. @returns false when there is none to give back */
  giveBack(booking: Booking): Promise<boolean>;
  track(label: Label): Promise<TrackingUpdate>;
  /** A cheap call that tells whether the carrier works. */
  ping(): Promise<void>;
}>;

/** The part of a carrier that reads what it sends us. */
export type CarrierWebhook = Readonly<{
  provider: string;
  /** Whether a call looks like one of this carrier's; its signature is checked when it is read. */
  recognises(headers: Readonly<Record<string, string | undefined>>): boolean;
  /** @throws AppError BAD_SIGNATURE, WEBHOOK_MALFORMED */
  read(headers: Readonly<Record<string, string | undefined>>, body: string): WebhookReading;
}>;
