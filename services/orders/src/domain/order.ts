import type {
  Address,
  Locale,
  Money,
  OrderId,
  OrderLine,
  OrderNumber,
  OrderStatus,
  PaymentMethod,
  UserId,
} from '@cartless/domain';

/** Who moved an order. */
export type Actor = 'shopper' | 'admin' | 'system' | 'provider' | 'carrier';

/** One state of an order's past. Times are milliseconds since 1970. */
export type HistoryEntry = Readonly<{ status: OrderStatus; at: number; by: Actor }>;

/** Units taken from one bucket of a product's stock. */
export type Draw = Readonly<{ bucket: number; quantity: number }>;

/** A line, and where in the stock its units came from. */
export type PlacedLine = OrderLine & Readonly<{ draws: readonly Draw[] }>;

/** Money that arrived: `intent` is the provider's payment, or `cash` on delivery. */
export type Capture = Readonly<{ intent: string; amount: number; at: number }>;

/** Money that goes back: owed when decided, done when the provider took it. `key` makes the provider's call repeatable. */
export type Refund = Readonly<{
  key: string;
  intent: string;
  amount: number;
  reason: string;
  owedAt: number;
  doneAt?: number;
  /** What was owed, when somebody else gave back so much meanwhile that less was left. */
  asked?: number;
  /** The Idempotency-Key of the request that asked for it. */
  request?: string;
  /** The order's version when it was done. */
  version?: number;
}>;

export type ReturnRequest = Readonly<{
  items: readonly Readonly<{ productId: string; quantity: number }>[];
  reason: string;
  at: number;
}>;

export type CancelReason = 'shopper' | 'unpaid' | 'admin';

/** An order as the service knows it. Amounts are minor units of `currency`, times milliseconds since 1970. */
export type Order = Readonly<{
  orderId: OrderId;
  userId: UserId;
  orderNumber: OrderNumber | null;
  status: OrderStatus;
  version: number;
  lines: readonly PlacedLine[];
  currency: string;
  shippingFee: number;
  total: number;
  shippingAddress: Address;
  paymentMethod: PaymentMethod;
  /** Cash on delivery has no such time. */
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
  /** The provider's checkout session. */
  session?: string;
  cancelReason?: CancelReason;
  /** In the words of whoever cancelled it. */
  cancelText?: string;
  returnRequest?: ReturnRequest;
  /** When the carrier lost a parcel of it. */
  lostAt?: number;
}>;

export const money = (order: Order, amount: number): Money => ({ amount, currency: order.currency });

/** The whole history, placing included. */
export const fullHistory = (order: Order): readonly HistoryEntry[] => [
  { status: 'placed', at: order.placedAt, by: 'shopper' },
  ...order.history,
];

/** When the order entered a state; undefined when it never did. */
export const enteredAt = (order: Order, status: OrderStatus): number | undefined =>
  fullHistory(order).findLast((entry) => entry.status === status)?.at;
