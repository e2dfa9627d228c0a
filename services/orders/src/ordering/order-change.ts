import type {
  Money,
  OrderNumber,
  ParcelTrouble,
  PaymentFailureReason,
  ProductId,
  ShipmentId,
  Sku,
} from '@cartless/domain';
import type { Change } from '@cartless/aggregate';
import type { Dispute, Outcome } from '../disputes/dispute.ts';
import type { GiveBackShare, TakeShare } from '../limits/shares.ts';
import type { DecidedParcel, ParcelItem } from '../parcels/parcel.ts';
import type { OpenOrders } from '../order-limits/open-order.ts';
import type { Actor, Order } from './order.ts';

/** The facts that a change of an order can tell; each is an event of the service. */
export type OrderFact = Readonly<{ at: number }> &
  Readonly<
    | { type: 'order-placed' }
    | { type: 'order-confirmed' }
    | { type: 'order-paid'; paidAt: number }
    | { type: 'order-cancelled' }
    | { type: 'order-completed' }
    | { type: 'refund-owed' }
    | { type: 'order-refunded'; refund: number; refundedAt: number; disputeId?: string }
    | { type: 'refund-failed'; refund: Money; undone: boolean; disputeId?: string }
    | { type: 'payment-failed'; reason: PaymentFailureReason; failedAt: number }
    | { type: 'payment-returned'; returned: Money; returnedAt: number }
    | ReturnFact
    | { type: 'payment-disputed'; dispute: Dispute; reopened: boolean }
    | { type: 'dispute-closed'; dispute: Dispute & Readonly<{ status: Outcome }> }
    | { type: 'order-undelivered'; shipmentId: ShipmentId; cause: 'lost' | 'returned'; why?: ParcelTrouble }
    | { type: 'order-readdressed'; change: number }
    | { type: 'goods-reshelved'; moved: readonly MovedGoods[] }
    | { type: 'undelivered-decided'; decision: number; parcels: readonly DecidedParcel[] }
    | ({ type: 'reship-ordered' } & Decided)
    | ({ type: 'delivery-given-up'; by: Actor; value: number } & Decided)
  >;

/** The parcels that were decided about whole, and those of which only some units were. An earlier release did not number decisions. */
export type Decided = Readonly<{
  decision?: number;
  shipmentIds: readonly ShipmentId[];
  parts?: readonly Readonly<{ shipmentId: ShipmentId; items: readonly ParcelItem[] }>[];
}>;

/** Units that are on the shelf again; below zero, that left it once more. */
type MovedGoods = Readonly<{ productId: ProductId; variantId?: string | undefined; units: number }>;

/** Facts of a return, by its place among the returns of its order; an earlier release knew one return only. */
type ReturnFact =
  | { type: 'return-requested'; number?: number }
  | { type: 'return-approved'; number: number }
  | { type: 'return-rejected'; number: number }
  | { type: 'return-withdrawn'; number: number }
  | { type: 'return-received'; number: number };

/** Units of a product, or of a variant, in one bucket of its stock. */
export type Units = Readonly<{ sku: Sku; bucket: number; quantity: number }>;

/** What is written together with an order. */
export type OrderSide =
  | (Units & Readonly<{ type: 'release-stock' }>)
  /** Refused unless the product is sold at that price and there are enough; of what is left for others, `atLeast` so many. */
  | (Units & Readonly<{ type: 'take-stock'; amount: number; currency: string; atLeast?: number }>)
  | Readonly<{ type: 'claim-number'; orderNumber: OrderNumber }>
  /** Refused when the shopper's orders are not those any more that were counted. */
  | Readonly<{ type: 'count-order'; openOrders: OpenOrders; at: number }>
  | TakeShare
  | GiveBackShare
  /** A use of a promotion of which there are so many in all; refused when none is left. */
  | Readonly<{ type: 'take-use'; code: string }>
  | Readonly<{ type: 'release-use'; code: string }>
  /** Refused unless there are enough, whatever the product costs by now. */
  | (Units & Readonly<{ type: 'retake-stock' }>);

export type OrderChange = Change<Order, OrderFact, OrderSide>;
export type OrderRule = (order: Order) => OrderChange | undefined;

export type Step = Readonly<{ at: number; by: Actor }>;
