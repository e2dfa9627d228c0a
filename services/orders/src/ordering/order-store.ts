import { ABSENT, aggregate, aggregateStore, type Items, type Store, tells } from '@cartless/aggregate';
import {
  DisputeClosed,
  GoodsReshelved,
  OrderCancelled,
  OrderCompleted,
  OrderConfirmed,
  type OrderNumber,
  OrderPaid,
  OrderPaidV2,
  OrderPlaced,
  OrderRefunded,
  type OrderSnapshot,
  PaymentDisputed,
  PaymentFailed,
  PaymentReturned,
  RefundFailed,
  RefundOwed,
  ReturnApproved,
  ReturnReceived,
  ReturnRejected,
  ReturnRequested,
  ReturnWithdrawn,
  toAddressSnapshot,
  DeliveryGivenUp,
  OrderReaddressed,
  OrderUndelivered,
  ReshipOrdered,
  UndeliveredDecided,
  toldStatus,
  named,
} from '@cartless/domain';
import { giveBackWrite, takeWrite } from '../limits/tally-store.ts';
import { openOrdersWrite } from '../order-limits/open-orders-item.ts';
import { owed, refundedOfSale } from '../payments/money-kept.ts';
import { numberKey, stockKey, usesKey } from '../orders-table.ts';
import { erasedWhenDue, PERSONAL } from './erasure.ts';
import type { Decided, OrderFact, OrderSide } from './order-change.ts';
import { orderIndexes, toOrderItem } from './order-item.ts';
import { orderReadable } from './order-reader.ts';
import { type Cancelled, type Completed, money, type Order, type Undelivered } from './order.ts';
import { taxOf } from '../tax/order-tax.ts';
import { iso } from '../iso.ts';
import type { ParcelItem } from '../parcels/parcel.ts';
import { returnTold } from '../returns/return-told.ts';

/** All that an order is, besides its rules. */
export const orderDeclaration = aggregate<Order, OrderFact, OrderSide>({
  ...orderReadable,
  toItem: toOrderItem,
  indexes: orderIndexes,
  facts: {
    'order-placed': tells(OrderPlaced, (_, order) => ({
      ...snapshotOf(order),
      payBy: order.payBy === null ? null : iso(order.payBy),
    })),
    'order-confirmed': tells(OrderConfirmed, (_, order) => toPack(order)),
    'order-paid': tells(
      OrderPaid,
      ({ paidAt }, order) => ({ ...toPack(order), paidAt: iso(paidAt) }),
      OrderPaidV2,
    ),
    'order-cancelled': tells(OrderCancelled, (_, order) => {
      const { cancelled } = order as Cancelled;
      // What did not arrive is told as given up, so it never stands here; the shop is who cancels for an account.
      const { why } = cancelled;
      const reason = why === 'undelivered' || why === 'account' ? 'admin' : why;
      const wasPaid = order.history.some(({ status }) => status === 'paid');
      return {
        ...snapshotOf(order),
        reason,
        ...(wasPaid && { paid: true as const }),
        cancelledAt: iso(cancelled.at),
      };
    }),
    'order-completed': tells(OrderCompleted, (_, order) => ({
      ...snapshotOf(order),
      completedAt: iso((order as Completed).completedAt),
    })),
    'order-refunded': tells(OrderRefunded, ({ refund, refundedAt, disputeId }, order) => ({
      ...snapshotOf(order),
      refund: money(order, refund),
      refundedInAll: money(order, refundedOfSale(order)),
      refundedAt: iso(refundedAt),
      ...(disputeId !== undefined && { disputeId }),
    })),
    'refund-failed': tells(RefundFailed, ({ refund, undone, at, disputeId }, order) => ({
      ...snapshotOf(order),
      refund,
      undone,
      refundedInAll: money(order, refundedOfSale(order)),
      failedAt: iso(at),
      ...(disputeId !== undefined && { disputeId }),
    })),
    'payment-failed': tells(PaymentFailed, ({ reason, failedAt }, order) => ({
      ...snapshotOf(order),
      amount: money(order, order.total),
      reason,
      failedAt: iso(failedAt),
    })),
    'payment-returned': tells(PaymentReturned, ({ returned, returnedAt }, order) => ({
      ...snapshotOf(order),
      returned,
      returnedAt: iso(returnedAt),
    })),
    'refund-owed': tells(RefundOwed, (_, order) => ({
      ...snapshotOf(order),
      owed: money(order, owed(order)),
    })),
    'return-requested': tells(ReturnRequested, (fact, order) => ({
      ...snapshotOf(order),
      ...returnTold.requested(order, fact),
    })),
    'return-approved': tells(ReturnApproved, (fact, order) => ({
      ...snapshotOf(order),
      ...returnTold.approved(order, fact),
    })),
    'return-rejected': tells(ReturnRejected, (fact, order) => ({
      ...snapshotOf(order),
      ...returnTold.rejected(order, fact),
    })),
    'return-withdrawn': tells(ReturnWithdrawn, (fact, order) => ({
      ...snapshotOf(order),
      ...returnTold.withdrawn(order, fact),
    })),
    'return-received': tells(ReturnReceived, (fact, order) => ({
      ...snapshotOf(order),
      ...returnTold.received(order, fact),
    })),
    'payment-disputed': tells(PaymentDisputed, ({ dispute, reopened }, order) => ({
      ...snapshotOf(order),
      disputeId: dispute.id,
      disputed: { amount: dispute.amount, currency: dispute.currency ?? order.currency },
      reason: dispute.reason,
      inquiry: dispute.status.startsWith('inquiry'),
      openedAt: iso(dispute.openedAt),
      ...(reopened && { reopened }),
    })),
    'dispute-closed': tells(DisputeClosed, ({ dispute, at }, order) => ({
      ...snapshotOf(order),
      disputeId: dispute.id,
      outcome: dispute.status,
      lost: { amount: dispute.lost, currency: dispute.currency ?? order.currency },
      closedAt: iso(at),
    })),
    'order-undelivered': tells(OrderUndelivered, ({ shipmentId, cause, why, at }, order) => ({
      ...snapshotOf(order),
      shipmentId,
      cause,
      ...(why && { reason: why }),
      decideBy: iso((order as Undelivered).decideBy),
      undeliveredAt: iso(at),
    })),
    'order-readdressed': tells(OrderReaddressed, ({ change, at }, order) => ({
      ...numbered(order),
      change,
      changedAt: iso(at),
    })),
    'undelivered-decided': tells(UndeliveredDecided, ({ decision, parcels }, { orderId, userId }) => ({
      orderId,
      userId,
      decision,
      parcels: parcels.map(({ items, ...parcel }) => ({ ...parcel, ...(items && { items: copied(items) }) })),
    })),
    'goods-reshelved': tells(GoodsReshelved, ({ moved, at }, order) => ({
      ...snapshotOf(order),
      moved: moved.map((goods) => ({ ...goods })),
      movedAt: iso(at),
    })),
    'reship-ordered': tells(ReshipOrdered, ({ at, ...decided }, order) => ({
      ...snapshotOf(order),
      ...decidedOf(decided),
      orderedAt: iso(at),
    })),
    'delivery-given-up': tells(DeliveryGivenUp, ({ by, value, at, ...decided }, order) => ({
      ...snapshotOf(order),
      ...decidedOf(decided),
      decidedBy: by === 'admin' ? ('admin' as const) : ('system' as const),
      value: money(order, value),
      givenUpAt: iso(at),
    })),
  },
  sides: {
    'release-stock': ({ sku, bucket, quantity }) => ({
      update: stockKey(sku, bucket),
      add: { n: quantity },
    }),
    'take-stock': ({ sku, bucket, quantity, amount, currency, atLeast = quantity }) => ({
      update: stockKey(sku, bucket),
      add: { n: -quantity },
      when: { act: true, p: amount, c: currency, n: { gte: atLeast } },
    }),
    'count-order': ({ openOrders, at }, { userId }) => openOrdersWrite(userId, openOrders, at),
    'take-share': (share, { userId }) => takeWrite(userId, share.of, share),
    'give-back-share': ({ of, units }, { userId, orderId }) => giveBackWrite(userId, of, orderId, units),
    'take-use': ({ code }) => ({ update: usesKey(code), add: { left: -1 }, when: { left: { gte: 1 } } }),
    'release-use': ({ code }) => ({ update: usesKey(code), add: { left: 1 } }),
    'retake-stock': ({ sku, bucket, quantity }) => ({
      update: stockKey(sku, bucket),
      add: { n: -quantity },
      when: { n: { gte: quantity } },
    }),
    'claim-number': ({ orderNumber }, { orderId }) => ({
      put: { ...numberKey(orderNumber), id: orderId },
      when: { pk: ABSENT },
    }),
  },
  personal: PERSONAL,
  when: ({ status }) => ({ st: status }),
});

export type Orders = Store<Order, OrderFact, OrderSide>;

export function orderStore(items: Items): Orders {
  const store = aggregateStore(orderDeclaration, items);
  return {
    ...store,
    change: (id, rule, options) =>
      store.change(
        id,
        (order) => {
          const change = rule(order);
          return change && erasedWhenDue(change);
        },
        options,
      ),
  };
}

const decidedOf = ({ shipmentIds, parts, decision }: Decided) => ({
  shipmentIds: [...shipmentIds],
  ...(parts && { parts: parts.map(({ shipmentId, items }) => ({ shipmentId, items: copied(items) })) }),
  ...(decision !== undefined && { decision }),
});

const copied = (items: readonly ParcelItem[]) => items.map((item) => ({ ...item }));

/** The order as other services see it. */
const snapshotOf = (order: Order): OrderSnapshot => {
  const taxes = order.tax && taxOf(order).lines;
  return {
    orderId: order.orderId,
    orderNumber: order.orderNumber,
    userId: order.userId,
    status: toldStatus(order.status),
    items: order.lines.map(
      ({ title, productTitle, category, quantity, unitPrice, discount, cost, ...line }, index) => ({
        ...named(line),
        title,
        ...(productTitle !== undefined && { productTitle }),
        category,
        quantity,
        unitPrice,
        ...(discount !== undefined && { discount: money(order, discount) }),
        ...(cost !== undefined && { unitCost: money(order, cost) }),
        ...(taxes && { taxIncluded: money(order, taxes[index] ?? 0) }),
      }),
    ),
    shippingFee: money(order, order.shippingFee),
    total: money(order, order.total),
    shippingAddress: toAddressSnapshot(order.shippingAddress),
    paymentMethod: order.paymentMethod,
    placedAt: iso(order.placedAt),
    ...(order.promotion && { promotionCode: order.promotion.code }),
    ...(order.tax && { taxIncluded: money(order, order.tax.included) }),
  };
};

function numbered(order: Order): OrderSnapshot & { orderNumber: OrderNumber } {
  const { orderNumber } = order;
  if (orderNumber === null) throw new Error(`${order.orderId} has no number, but an event needs it`);
  return { ...snapshotOf(order), orderNumber };
}

/** The order as a parcel is made of it: with what a packer needs to know of its lines, and the language of its papers. */
function toPack(order: Order) {
  const { items, ...snapshot } = numbered(order);
  return {
    ...snapshot,
    locale: order.locale,
    items: items.map((item, index) => {
      const { options, packing } = order.lines[index] ?? {};
      return { ...item, ...(options && { options: [...options] }), ...(packing && { packing }) };
    }),
  };
}
