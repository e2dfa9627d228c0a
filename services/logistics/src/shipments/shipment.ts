import type { Change } from '@cartless/aggregate';
import type {
  Address,
  ChosenOption,
  Locale,
  Money,
  OrderId,
  OrderNumber,
  PackingSnapshot,
  Sellable,
  ShipmentId,
  ShipmentStatus,
  UserId,
} from '@cartless/domain';
import type { Hold } from '../holds/order-hold.ts';
import type { CameBack } from '../returning/returned-units.ts';
import type { Reship, ReshipItem, Resent } from '../reshipping/reship-state.ts';
import type { TrackingEvent } from '../tracking/tracking.ts';
import type { Problem } from './problem.ts';
import type { Box } from './shipping-rules.ts';

/** What lies in the parcel, as it was when the order was placed. Parcels of earlier releases know less. */
export type ParcelLine = Sellable &
  Readonly<{
    title: string;
    category: string;
    quantity: number;
    /** Of a variant, what was chosen. */
    options?: readonly ChosenOption[];
    packing?: PackingSnapshot;
    /** What was paid for one, for customs. */
    price?: Money;
  }>;

/**
 * Where a label is bought: the carrier's folder in this service, and the parcel's id there. It is stored right before the label is
 * asked for, so a parcel that has one may have a label; only this carrier is asked then, until it says what became of it.
 */
export type Booking = Readonly<{
  provider: string;
  ref: string;
  /** The offer that is taken, and when it was asked for first. Not known of bookings of earlier releases. */
  rateId?: string;
  at?: string;
  /** How often it was asked for again. */
  again?: number;
}>;

/** A label as the carrier sold it. `carrier` is who drives the van, `provider` is who we talk to. */
export type Label = Readonly<{
  carrier: string;
  service: string;
  trackingNumber: string;
  /** The id under which the provider tells where the parcel is. */
  trackerRef: string;
  /** The provider's page of the label, to be printed. */
  url?: string;
  /** The same as a PDF. */
  pdfUrl?: string;
  cost?: Money;
  /** Whether a provider that tells only who asks was asked to tell. */
  followed?: true;
}>;

/** What every parcel has. */
type Kept = Readonly<{
  id: ShipmentId;
  orderId: OrderId;
  orderNumber: OrderNumber;
  userId: UserId;
  version: number;
  lines: readonly ParcelLine[];
  address: Address;
  weightGrams: number;
  /** In which it fits, when that is known. */
  box?: Box;
  /** The language of the papers in it; that of the stage's shop is not known of parcels of earlier releases. */
  locale?: Locale;
  createdAt: string;
  /** When the status became what it is, as far as who saw it is believed. */
  statusAt: string;
  booking?: Booking;
  voidedAt?: string;
  problem?: Problem;
  history: readonly TrackingEvent[];
  estimatedDelivery?: string;
  /** The first such estimate, which later ones do not change; not known of parcels of which one was told to an earlier release. */
  firstEstimate?: string;
  /** When the carrier last changed what it says, by the carrier's clock but no later than we heard of it. */
  carrierUpdatedAt?: string;
  /** What the carrier said of that, where it is not believed. */
  carrierSaid?: string;
  /** Up to when what we know is confirmed, and when the carrier was last asked. */
  checkedAt?: string;
  askedAt?: string;
  /** It was last asked in vain, and has said nothing newer since. */
  unanswered?: true;
  /** When the scheduler looks at the parcel next, and how often it did so in vain. */
  dueAt?: string;
  tries: number;
  /** Set on a replacement parcel, and on the one that was replaced. */
  replaces?: ShipmentId;
  replacedBy?: ShipmentId;
  /** It replaces only some units of that parcel. */
  some?: true;
  /** The first of the parcels that replaced each other; not known of parcels of earlier releases. */
  origin?: ShipmentId;
  /** What of it goes again in other parcels. When nothing else is left of it, it is replaced. */
  resent?: readonly Resent[];
  reship?: Reship;
  /** The user deleted the account while the address was still needed: it is to be erased when it is not any more. */
  erasure?: 'wanted';
  erasedAt?: number | string;
  /** The shop itself said when it left: no carrier saw it on its way before that. */
  handedOver?: true;
  /** When its order was placed; not known of parcels of earlier releases. */
  orderedAt?: string;
  /** Whether the parcel waits because its payment is disputed, or because of its account. */
  hold?: Hold;
  /** Since when its recipient can fetch it, where it has to be fetched. */
  collectableAt?: string;
  /** When what came back was here, and whether somebody found that it can be sold. */
  arrivedBackAt?: string;
  fit?: boolean;
  /** It holds only a part of its order. */
  part?: true;
  /** The parcels that were made of what it does not hold any more. */
  rests?: readonly ShipmentId[];
  /** When the shop gave its money back instead of sending it again. */
  givenUpAt?: string;
  /** What came back of it by returns, by the event that told so. */
  back?: readonly CameBack[];
  /** The last change of its order's address that it knows of. */
  addressChange?: number;
}>;

/** Waits for its label. */
export type Created = Kept & Readonly<{ status: 'created'; label?: never; dispatchedAt?: never }>;
/** Has a label and waits for the carrier. */
export type Labelled = Kept & Readonly<{ status: 'label-bought'; label: Label; dispatchedAt?: never }>;
/** With the carrier, or at the end of its way. */
export type Sent = Kept &
  Readonly<{
    status: 'dispatched' | 'in-transit' | 'out-for-delivery' | 'delivered' | 'lost' | 'returned';
    label: Label;
    dispatchedAt: string;
  }>;
/** Stopped, before or after it had a label. */
export type Stopped = Kept &
  Readonly<{ status: 'exception' | 'cancelled'; label?: Label; dispatchedAt?: string }>;
/** A parcel, by its status: each has what exists in that state only. */
export type Shipment = Created | Labelled | Sent | Stopped;

/** What other services are told of a parcel. */
export type ShipmentFact = Readonly<{ at: string }> &
  Readonly<
    | { type: 'shipment-created' }
    | { type: 'label-bought' }
    | { type: 'label-voided' }
    | { type: 'shipment-dispatched' }
    | { type: 'shipment-delivered' }
    | { type: 'shipment-exception' }
    | { type: 'shipment-lost' }
    | { type: 'reship-requested'; reason: string; by: 'shopper' | 'staff'; wanted?: readonly ReshipItem[] }
    | {
        type: 'reship-approved';
        reason: string;
        replacement: ShipmentId;
        again?: readonly ParcelLine[];
        ordered?: true;
      }
    | {
        type: 'partial-reship-approved';
        reason: string;
        replacement: ShipmentId;
        again: readonly ParcelLine[];
        ordered?: true;
      }
    | { type: 'decision-followed'; decision: number }
    | { type: 'reship-rejected'; ordered?: true; wanted?: readonly ReshipItem[] }
    | { type: 'shipment-returning' }
    | { type: 'shipment-arrived-back'; fit?: boolean; again?: true }
    | { type: 'shipment-found' }
    | { type: 'shipment-collectable' }
    | { type: 'shipment-readdressed'; change: number }
    | { type: 'readdress-refused'; change: number }
  >;

/** What is written together with a parcel: another one of its order. */
export type ShipmentSide = Readonly<{ type: 'make-parcel'; parcel: Created }>;

export type ShipmentChange = Change<Shipment, ShipmentFact, ShipmentSide>;
export type ShipmentRule = (shipment: Shipment) => ShipmentChange | undefined;

/** The facts that come with a state; most states come without. */
export const FACT_OF_STATUS = {
  dispatched: 'shipment-dispatched',
  delivered: 'shipment-delivered',
  exception: 'shipment-exception',
  lost: 'shipment-lost',
  returned: 'shipment-returning',
} as const satisfies Partial<Record<ShipmentStatus, ShipmentFact['type']>>;

type NamesOf<S> = S extends unknown ? keyof S : never;
type Less<S, K> = S extends unknown ? Omit<S, K & keyof S> : never;

/** A copy without some optional members: an absent member and an undefined one are not the same. */
export function without<S extends Shipment, K extends NamesOf<S>>(
  shipment: S,
  ...names: readonly K[]
): Less<S, K> {
  const copy: Record<string, unknown> = { ...shipment };
  for (const name of names) delete copy[name as string];
  return copy as Less<S, K>;
}
