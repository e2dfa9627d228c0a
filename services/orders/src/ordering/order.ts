import type {
  Address,
  ChosenOption,
  Locale,
  Money,
  OrderId,
  OrderLine,
  OrderNumber,
  OrderStatus,
  Packing,
  ParcelTrouble,
  PaymentMethod,
  UserId,
} from '@cartless/domain';
import type { Return } from '../returns/return.ts';
import type { Dispute } from '../disputes/dispute.ts';
import type { Buyer } from '../invoices/buyer.ts';
import type { OrderTax } from '../tax/order-tax.ts';
import type { Missing, OrderParcel, Unanswered } from '../parcels/parcel.ts';

/** Who moved an order. */
export type Actor = 'shopper' | 'admin' | 'system' | 'provider' | 'carrier';

/** One state of an order's past; `why` it did not arrive. Times are milliseconds since 1970. */
export type HistoryEntry = Readonly<{ status: OrderStatus; at: number; by: Actor; why?: ParcelTrouble }>;

/** Units taken from one bucket of a product's stock. */
export type Draw = Readonly<{ bucket: number; quantity: number }>;

/** Something counts against its shopper's limit, for so many days, or for ever. */
export type Counts = Readonly<{ days?: number | undefined }>;

/**
 * A line, where in the stock its units came from, and what a packer needs to know of it as it was then. `discount` is what was taken off all its units together, in minor
 * units; with `limit` they count against their shopper's. `cost` is what one of them cost the shop when the order was placed.
 */
export type PlacedLine = Omit<OrderLine, 'discount'> &
  Readonly<{
    draws: readonly Draw[];
    discount?: number;
    cost?: number;
    limit?: Counts;
    options?: readonly ChosenOption[];
    packing?: Packing;
  }>;

/** The promotion that an order used: of a `limited` one there are so many uses in all, with `limit` so many for one shopper. */
export type UsedPromotion = Readonly<{ code: string; limited?: true; limit?: Counts }>;

/**
 * Money that arrived: `intent` is the provider's payment, or `cash` on delivery. What came in another currency than the
 * order's says so; it counts for nothing and goes back.
 */
export type Capture = Readonly<{ intent: string; amount: number; at: number; currency?: string }>;

/** Money that goes back: owed when decided, sent when the provider took it, done when it arrived. `key` makes the provider's call repeatable. */
export type Refund = Readonly<{
  key: string;
  intent: string;
  amount: number;
  reason: string;
  owedAt: number;
  /** How often the provider refused to give it because of a dispute. */
  refusals?: number;
  /** The provider took it, and the bank has not answered yet. */
  sentAt?: number;
  doneAt?: number;
  /** The provider or the bank refused it: it is owed in another way. An earlier release noted `countedUntil` here. */
  failed?: Readonly<{ at: number; why: string; countedUntil?: number }>;
  /** Of what has failed, also when it was paid by other means since: until then the provider counted it among what went back. */
  countedUntil?: number;
  /** How somebody of the shop paid it by other means: a receipt, a transfer. */
  reference?: string;
  /** What was owed, when somebody else gave back so much meanwhile that less was left. */
  asked?: number;
  /** The digest of the Idempotency-Key of the request that asked for it. */
  request?: string;
  /** Of a payment that did not fit the order. */
  unearned?: true;
  /** The provider told of it; the shop had not asked for it. */
  noted?: true;
  /** When it is not that of the order. */
  currency?: string;
  /** What a lost dispute gave of it instead. */
  covered?: Readonly<{ dispute: string; amount: number }>;
}>;

/** `account`: its shopper was suspended, or gone, before it was placed. */
export type CancelReason = 'shopper' | 'unpaid' | 'admin' | 'undelivered' | 'account';
/** Why and when; `text` is in the words of whoever did it. */
export type Cancellation = Readonly<{ why: CancelReason; text?: string; at: number }>;

/** What every order has. Amounts are minor units of `currency`, times milliseconds since 1970. */
type Kept = Readonly<{
  orderId: OrderId;
  userId: UserId;
  version: number;
  lines: readonly PlacedLine[];
  currency: string;
  shippingFee: number;
  total: number;
  shippingAddress: Address;
  paymentMethod: PaymentMethod;
  /** As it was told when placing; cash on delivery has no such time. A payment page may give more, see `payUntil`. */
  payBy: number | null;
  placedAt: number;
  locale: Locale;
  note?: string;
  /** Of the request that placed it, to tell a repeated request from another one under the same key. */
  requestHash: string;
  /** What came after placing. */
  history: readonly HistoryEntry[];
  captures: readonly Capture[];
  refunds: readonly Refund[];
  /** Until when the payment page is open that was asked for; there may be one also when its id is not known. */
  pageUntil?: number;
  /** The provider's checkout session. */
  session?: string;
  promotion?: UsedPromotion;
  /** When the carrier lost a parcel of it, the first time. */
  lostAt?: number;
  /** Its shopper is gone: what it tells of them is erased when it is closed. */
  erasureDue?: true;
  /** When what it tells of its shopper was erased. */
  erasedAt?: number | string;
  /** What its shopper asked to send back. They stand beside the state: an order all of whose units came back is returned. */
  returns: readonly Return[];
  /** When the shop learnt of the delivery, by its own clock. */
  deliveryKnownAt?: number;
  /** Marks of the tries to pay it that came to nothing. */
  failures?: readonly string[];
  /** What its shopper disputes at the bank. */
  disputes?: readonly Dispute[];
  /** Absent in orders of a release that knew of no tax. */
  tax?: OrderTax;
  /** Who asked for an invoice in their name. */
  invoice?: Buyer;
  /** The parcels that have left, in the order in which they were heard of. */
  parcels: readonly OrderParcel[];
  /** What was decided about parcels, as long as logistics has not answered. */
  unanswered?: readonly Unanswered[];
  /** What left in its parcels and the shelf has not given yet. */
  missing?: readonly Missing[];
  /** The last change of the address that logistics has not answered yet, or that came too late. */
  readdress?: Readonly<{ change: number; status: 'requested' | 'refused' }>;
}>;
type Numbered = Kept & Readonly<{ orderNumber: OrderNumber }>;
type MaybeNumbered = Kept & Readonly<{ orderNumber: OrderNumber | null }>;

/** An order, by its status: each has what exists in that state only. */
export type Placed = MaybeNumbered & Readonly<{ status: 'placed' }>;
export type Paid = Numbered & Readonly<{ status: 'paid' }>;
export type Shipped = Numbered & Readonly<{ status: 'shipped' }>;
export type Delivered = Numbered & Readonly<{ status: 'delivered'; deliveredAt: number }>;
export type Completed = Numbered &
  Readonly<{ status: 'completed'; completedAt: number; deliveredAt: number }>;
/** Delivered, with a return that is not decided: as earlier releases stored it. No order comes here any more. */
export type ReturnRequested = Numbered & Readonly<{ status: 'return-requested'; deliveredAt: number }>;
export type Returned = Numbered & Readonly<{ status: 'returned' }>;
export type Cancelled = MaybeNumbered & Readonly<{ status: 'cancelled'; cancelled: Cancellation }>;
/** A parcel came back or was lost; what to do about it is decided by somebody until `decideBy`, or then by time. */
export type Undelivered = Numbered & Readonly<{ status: 'undelivered'; decideBy: number }>;
export type Order =
  Placed | Paid | Shipped | Delivered | Completed | ReturnRequested | Returned | Cancelled | Undelivered;

export const money = (order: Order, amount: number): Money => ({ amount, currency: order.currency });

/** What a promotion took off the goods, in minor units. */
export const discountOf = ({ lines }: Pick<Order, 'lines'>): number =>
  lines.reduce((sum, { discount = 0 }) => sum + discount, 0);

/** Until when an order can be paid, while it can. */
export const payUntil = ({ pageUntil, payBy }: Order): number | null => pageUntil ?? payBy;

/** The whole history, placing included. */
export const fullHistory = (order: Order): readonly HistoryEntry[] => [
  { status: 'placed', at: order.placedAt, by: 'shopper' },
  ...order.history,
];
