import type { ParcelTrouble, ProductId, ShipmentId } from '@cartless/domain';

/** Where a parcel of an order is, once it has left. */
export const PARCEL_STATUSES = ['dispatched', 'delivered', 'returning', 'returned', 'lost'] as const;
export type ParcelStatus = (typeof PARCEL_STATUSES)[number];

export type ParcelItem = Readonly<{
  productId: ProductId;
  variantId?: string | undefined;
  quantity: number;
}>;

/** What an order knows of one of its parcels. */
export type OrderParcel = Readonly<{
  shipmentId: ShipmentId;
  status: ParcelStatus;
  /** The parcel's version in the last that was heard of it; what is older is no news. */
  seen: number;
  /** What is in it; all of the order when it is left out. */
  items?: readonly ParcelItem[];
  replaces?: ShipmentId;
  /** The first of the parcels that were sent in each other's place, when that is another than the one it replaces. */
  origin?: ShipmentId;
  /** What was decided when it did not arrive. */
  decided?: Outcome;
  /** Its goods go back to the shelf once they are here and fit to be sold; or they did. */
  restock?: 'due' | 'done';
  /** Somebody looked at what came back. */
  fit?: boolean;
  /** Its replacement took units from the shelf. */
  taken?: true;
  /** What was done about some of it; what is not in them has its place above. */
  parts?: readonly ParcelPart[];
  /** Why it did not arrive, as far as its carrier says. */
  why?: ParcelTrouble;
}>;

/** Units of a parcel that go another way than the others: their money goes back, or they are sent again. */
export type ParcelPart = Readonly<{
  items: readonly ParcelItem[];
  /** Left out when they had arrived, and are sent again all the same. */
  decided?: Outcome;
  /** The parcel that they are sent in, once that is known. */
  by?: ShipmentId;
}> &
  Pick<OrderParcel, 'restock' | 'taken'>;

/**
 * Units that left in the place of a parcel although the shelf had too few. The shelf gives them once it has them: it is asked
 * again `at` a time.
 */
export type Missing = Readonly<{ shipmentId: ShipmentId; items: readonly ParcelItem[]; at: number }>;

/** What can be done about a parcel that did not arrive. */
export const OUTCOMES = ['refund', 'reship'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** What was decided about a parcel; about all that is in it, when no items are named. */
export type DecidedParcel = Readonly<{
  shipmentId: ShipmentId;
  outcome: Outcome;
  items?: readonly ParcelItem[];
}>;

/**
 * A decision that logistics has not answered for these parcels: its release may not have known the event, or it was lost there. It
 * is told again `at` a time, and was `told` so often.
 */
export type Unanswered = Readonly<{
  decision: number;
  parcels: readonly DecidedParcel[];
  told: number;
  at: number;
}>;
