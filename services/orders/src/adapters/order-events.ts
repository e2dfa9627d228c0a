import {
  type EventContract,
  OrderCancelled,
  OrderCompleted,
  OrderConfirmed,
  OrderPaid,
  OrderPlaced,
  OrderRefunded,
  type OrderSnapshot,
  type OutboxEntry,
  outboxPointer,
  RefundOwed,
  ReturnRequested,
} from '@cartless/domain';
import { publishes } from '@cartless/lambda';
import type { Change, Fact } from '../domain/change-order.ts';
import { owed, refundedForGood } from '../domain/money-kept.ts';
import { enteredAt, money, type Order } from '../domain/order.ts';
import { fromOrderItem } from './order-item.ts';
import type { Item } from './store.ts';

const CONTRACTS = {
  'order-placed': OrderPlaced,
  'order-confirmed': OrderConfirmed,
  'order-paid': OrderPaid,
  'order-cancelled': OrderCancelled,
  'order-completed': OrderCompleted,
  'return-requested': ReturnRequested,
  'order-refunded': OrderRefunded,
  'refund-owed': RefundOwed,
} as const satisfies Record<Fact, unknown>;

/** The outbox of a write: each fact as a pointer, because the item itself holds the data. */
export const outboxOf = ({ order, facts }: Change, at: number): readonly OutboxEntry[] =>
  facts.map((fact) =>
    outboxPointer(CONTRACTS[fact] as unknown as EventContract, {
      subject: order.orderId,
      sequence: order.version,
      time: iso(at),
    }),
  );

/** How the relay makes each event's data from the item as it was written. */
export const ORDER_PUBLICATIONS = [
  publishes(
    OrderPlaced,
    of((order) => ({ payBy: order.payBy === null ? null : iso(order.payBy) })),
  ),
  publishes(
    OrderConfirmed,
    of((order) => ({ orderNumber: numberOf(order) })),
  ),
  publishes(
    OrderPaid,
    of((order) => ({ orderNumber: numberOf(order), paidAt: iso(paidAt(order)) })),
  ),
  publishes(
    OrderCancelled,
    of((order) => ({
      reason: order.cancelReason ?? 'shopper',
      cancelledAt: iso(enteredAt(order, 'cancelled') ?? order.placedAt),
    })),
  ),
  publishes(
    OrderCompleted,
    of((order) => ({ completedAt: iso(enteredAt(order, 'completed') ?? order.placedAt) })),
  ),
  publishes(
    ReturnRequested,
    of((order) => ({
      reason: order.returnRequest?.reason ?? '',
      requestedAt: iso(order.returnRequest?.at ?? order.placedAt),
    })),
  ),
  publishes(OrderRefunded, of(refundFacts)),
  publishes(
    RefundOwed,
    of((order) => ({ owed: money(order, owed(order)) })),
  ),
];

function of<Extra>(extra: (order: Order) => Extra): (item: Item) => OrderSnapshot & Extra {
  return (item) => {
    const order = fromOrderItem(item);
    return { ...snapshotOf(order), ...extra(order) };
  };
}

/** The order as other services see it. */
export const snapshotOf = (order: Order): OrderSnapshot => ({
  orderId: order.orderId,
  orderNumber: order.orderNumber,
  userId: order.userId,
  status: order.status,
  items: order.lines.map(({ productId, title, category, quantity, unitPrice }) => ({
    productId,
    title,
    category,
    quantity,
    unitPrice,
  })),
  shippingFee: money(order, order.shippingFee),
  total: money(order, order.total),
  shippingAddress: order.shippingAddress,
  paymentMethod: order.paymentMethod,
  placedAt: iso(order.placedAt),
});

function refundFacts(order: Order) {
  // Two when what somebody else gave back was noted together with our own.
  const done = order.refunds.filter(({ version }) => version === order.version);
  return {
    refund: money(
      order,
      done.reduce((sum, { amount }) => sum + amount, 0),
    ),
    refundedInAll: money(order, refundedForGood(order)),
    refundedAt: iso(done[0]?.doneAt ?? order.placedAt),
  };
}

function numberOf({ orderId, orderNumber }: Order): string {
  if (orderNumber === null) throw new Error(`${orderId} has no number, but an event needs it`);
  return orderNumber;
}

const paidAt = (order: Order): number => order.captures.at(-1)?.at ?? order.placedAt;
const iso = (at: number): string => new Date(at).toISOString();
