import { createHash } from 'node:crypto';
import type { OrderStatus, PaymentMethod } from '@cartless/domain';
import type { LabelFact, OrderFact, ParcelFact } from './fact.ts';
import { afterParcel, type ParcelState } from './parcel-state.ts';

/** The latest that is known of an order, and which facts of it are in the books already. */
export type OrderState = Readonly<{
  orderId: string;
  /** Marks of the facts that are booked; the order's own record is thus the record of what was seen. */
  booked: readonly string[];
  /** The order's version that `status` is from. */
  sequence: number;
  status?: OrderStatus;
  /** How far its parcel is; a replacement parcel does not take that back. */
  parcel?: 'dispatched' | 'delivered';
  /** What is known of each of its parcels, by its id. */
  parcels?: Readonly<Record<string, ParcelState>>;
  orderNumber?: string;
  placedAt?: string;
  paidAt?: string;
  total?: number;
  refunded: number;
  units?: number;
  region?: string;
  paymentMethod?: PaymentMethod;
  products?: readonly string[];
  categories?: readonly string[];
}>;

/** An order of which more is known than its parcel. */
export type KnownOrder = OrderState &
  Readonly<{
    placedAt: string;
    total: number;
    units: number;
    region: string;
    paymentMethod: PaymentMethod;
    products: readonly string[];
    categories: readonly string[];
  }>;

/** All of it comes with the first event of the order, whichever that is. */
export const isKnown = (order: OrderState): order is KnownOrder => order.placedAt !== undefined;

const unknownOrder = (orderId: string): OrderState => ({ orderId, booked: [], sequence: -1, refunded: 0 });
const markOf = ({ sequence, kind }: OrderFact): string => `${sequence}.${kind}`;

/** The order after a fact, or undefined when that fact was seen before. */
export function afterOrderFact(known: OrderState | undefined, fact: OrderFact): OrderState | undefined {
  const { order } = fact;
  const before = known ?? unknownOrder(order.orderId);
  const mark = markOf(fact);
  if (before.booked.includes(mark)) return undefined;
  const isLatest = fact.sequence >= before.sequence;
  const orderNumber = before.orderNumber ?? order.orderNumber ?? undefined;
  return {
    ...before,
    booked: [...before.booked, mark],
    ...(isLatest && { sequence: fact.sequence, status: order.status }),
    ...(orderNumber !== undefined && { orderNumber }),
    placedAt: order.placedAt,
    total: order.total,
    units: order.lines.reduce((sum, { quantity }) => sum + quantity, 0),
    // The address may change: what counts is the latest, whichever is heard of last.
    region: isLatest ? order.region : (before.region ?? order.region),
    paymentMethod: order.paymentMethod,
    products: order.lines.map(({ productId }) => productId),
    categories: [...new Set(order.lines.map(({ category }) => category))],
    ...(fact.kind === 'paid' && { paidAt: fact.at }),
    refunded: before.refunded + (fact.refund ?? 0),
  };
}

/** The order after the label of one of its parcels was bought or given back, or undefined when that was seen before. */
export function afterLabelFact(known: OrderState | undefined, fact: LabelFact): OrderState | undefined {
  const before = known ?? unknownOrder(fact.orderId);
  const mark = `${fact.sequence}.${fact.kind}.${fact.shipmentId}`;
  if (before.booked.includes(mark)) return undefined;
  return {
    ...before,
    booked: [...before.booked, mark],
    orderNumber: before.orderNumber ?? fact.orderNumber,
  };
}

/** A parcel has no version of its own order; the event's id tells one fact of it from another, in few letters. */
const parcelMarkOf = ({ id, kind }: ParcelFact): string =>
  `${kind}.${createHash('sha256').update(id).digest('base64url').slice(0, 8)}`;

/** The order after a parcel of it moved, or undefined when that fact was seen before. */
export function afterParcelFact(known: OrderState | undefined, fact: ParcelFact): OrderState | undefined {
  const before = known ?? unknownOrder(fact.orderId);
  const mark = parcelMarkOf(fact);
  if (before.booked.includes(mark)) return undefined;
  return {
    ...before,
    booked: [...before.booked, mark],
    ...parcelProgress(before, fact),
    ...(fact.shipmentId !== undefined && {
      parcels: {
        ...before.parcels,
        [fact.shipmentId]: afterParcel(before.parcels?.[fact.shipmentId], fact),
      },
    }),
    orderNumber: before.orderNumber ?? fact.orderNumber,
  };
}

function parcelProgress({ parcel }: OrderState, { kind }: ParcelFact): Pick<OrderState, 'parcel'> {
  if (kind === 'delivered') return { parcel: kind };
  return kind === 'dispatched' ? { parcel: parcel ?? kind } : {};
}

const PROGRESS = {
  placed: 0,
  paid: 1,
  shipped: 2,
  undelivered: 3,
  delivered: 4,
  completed: 5,
  'return-requested': 6,
  returned: 7,
  cancelled: 8,
} as const satisfies Record<OrderStatus, number>;

/** The state to show: what the order says or what its parcel says, whichever is further. */
export function statusOf({ status, parcel }: OrderState): OrderStatus {
  const ofOrder = status ?? 'placed';
  if (parcel === undefined) return ofOrder;
  const ofParcel = parcel === 'delivered' ? 'delivered' : 'shipped';
  return PROGRESS[ofParcel] > PROGRESS[ofOrder] ? ofParcel : ofOrder;
}
