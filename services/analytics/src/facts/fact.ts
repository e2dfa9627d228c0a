import type { DisputeClosed, OrderStatus, PaymentMethod, ReturnReason } from '@cartless/domain';

/** One product of an order; lines of the same product are one here. `amount` is in minor units. */
export type Line = Readonly<{
  productId: string;
  title: string;
  category: string;
  quantity: number;
  amount: number;
  /** How many of it by variant, when it has some. */
  variants?: Readonly<Record<string, number>>;
  /** The tax in that; absent in facts of a release that knew of none. */
  tax?: number;
  /** What a promotion took off it. */
  discount?: number;
  /** Its units whose cost is known, what they cost the shop and what was paid for them without tax; absent where no cost is known. */
  costed?: Costed & Readonly<{ net: number }>;
}>;

/** Units whose cost is known, and what they cost the shop. */
export type Costed = Readonly<{ units: number; cost: number }>;

/** What the books need of an order, and nothing that leads to a person. */
export type OrderPart = Readonly<{
  orderId: string;
  orderNumber: string | null;
  status: OrderStatus;
  lines: readonly Line[];
  /** Minor units of the shop's currency. */
  total: number;
  /** The tax in that. */
  tax?: number;
  region: string;
  /** As far as it is told. */
  city?: string;
  paymentMethod: PaymentMethod;
  placedAt: string;
}>;

export const PERSON_FACTS = ['registered', 'activated', 'erased'] as const;
export const ORDER_FACTS = [
  'placed',
  'paid',
  'cancelled',
  'refunded',
  'completed',
  'return-requested',
  'return-approved',
  'return-rejected',
  'return-withdrawn',
  'return-received',
  'disputed',
  'dispute-closed',
  'payment-failed',
  'undelivered',
  'sent-again',
  'given-up',
  'goods-reshelved',
] as const;
export const PARCEL_FACTS = ['dispatched', 'delivered', 'exception', 'returning', 'lost', 'found'] as const;
export const LABEL_FACTS = ['label-bought', 'label-voided'] as const;

export type DisputeOutcome = DisputeClosed['data']['outcome'];

type Told = Readonly<{
  /** The id of the event that told it. */
  id: string;
  /** Pseudonym of the person it is about. */
  buyer: string;
  /** When it happened: the hour that it is booked in. */
  at: string;
}>;

/** Units of a product that came back, and of those that can be sold again how many there are and what is known of their cost. */
export type Returned = Pick<Line, 'productId' | 'quantity'> &
  Readonly<{ restocked?: number; costed?: Costed }>;

/** Units of a product that are on the shelf again, below zero when they left it once more, and what is known of their cost. */
export type Moved = Pick<Line, 'productId'> & Readonly<{ units: number; costed?: Costed }>;

export type PersonFact = Told & Readonly<{ kind: (typeof PERSON_FACTS)[number] }>;
export type OrderFact = Told &
  Readonly<{
    kind: (typeof ORDER_FACTS)[number];
    /** The order's version after the fact. */
    sequence: number;
    order: OrderPart;
    /** Of `refunded` alone: what this refund gave back, all of them together after it, and whether a dispute took it. */
    refund?: number;
    refundedInAll?: number;
    byDispute?: true;
    /** Of `return-received` alone: the units that came back. */
    returned?: readonly Returned[];
    /** Of `goods-reshelved` alone: the units that are on the shelf again, or left it once more. */
    moved?: readonly Moved[];
    /** Of `return-requested` and `return-received`: what the shopper chose as the reason. */
    reason?: ReturnReason;
    /** Of `disputed` alone: it was counted before. */
    reopened?: true;
    /** Of `disputed` alone: what it is about. */
    disputed?: number;
    /** Of `payment-failed` alone: what was to be paid. */
    failed?: number;
    /** Of `dispute-closed` alone. */
    outcome?: DisputeOutcome;
    /** Of `cancelled` alone: nobody had paid in time; it had been paid, so that its goods cost nothing after all. */
    unpaid?: true;
    wasPaid?: true;
  }>;
export type ParcelFact = Told &
  Readonly<{
    kind: (typeof PARCEL_FACTS)[number];
    orderId: string;
    orderNumber: string;
    /** What follows is absent in facts of a release that told parcels of an order not apart. */
    shipmentId?: string;
    /** The parcel's version after the fact. */
    sequence?: number;
    /** Who carries it, when a label is bought. */
    carrier?: string;
    /** It takes the place of another. */
    replaces?: true;
    /** When its carrier first said that it would arrive. */
    firstEstimate?: string;
  }>;

/** The label of a parcel, bought or given back. */
export type LabelFact = Told &
  Readonly<{
    kind: (typeof LABEL_FACTS)[number];
    /** The parcel's version after the fact. */
    sequence: number;
    shipmentId: string;
    orderId: string;
    orderNumber: string;
    region: string;
    /** In the currency of the books; absent where the carrier told none, or one of another currency. */
    cost?: number;
  }>;

/** An event without personal data: what is archived, and all that numbers are made from. */
export type Fact = PersonFact | OrderFact | ParcelFact | LabelFact;
