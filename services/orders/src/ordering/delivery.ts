import { believedTime } from '@cartless/domain';
import type { OrderChange, Step } from './order-change.ts';
import { CASH } from '../payments/refund-moves.ts';
import { historyWith } from './order-status.ts';
import type { Order, Paid, Placed, Shipped, Undelivered } from './order.ts';

/** An order that can be on its way: it has a number, and is paid or will be paid at the door. */
type Ready = Paid | (Placed & Readonly<{ orderNumber: NonNullable<Placed['orderNumber']> }>);

export const isReady = (order: Order): order is Ready =>
  order.status === 'paid' ||
  (order.status === 'placed' && order.paymentMethod === 'cod' && order.orderNumber !== null);

/** When a parcel's news is believed to be from: never before what it follows on. */
export const believed = (order: Order, at: number, heardAt: number): number =>
  believedTime(at, { receivedAt: heardAt, notBefore: order.history.at(-1)?.at ?? order.placedAt });

/** The parcel left. Undefined when that changes nothing any more. */
export const ship = (order: Order, step: Step): OrderChange | undefined =>
  isReady(order)
    ? { state: { ...order, status: 'shipped', history: historyWith(order, 'shipped', step) } }
    : undefined;

/**
 * The parcel arrived; cash on delivery is paid by that. Undefined when that changes nothing any more.
 * A dispatch that was not heard of is added to the history.
 * @param heardAt when the shop learnt of it
 */
export function deliver(order: Order, step: Step, heardAt: number): OrderChange | undefined {
  if (order.status !== 'shipped' && order.status !== 'undelivered' && !isReady(order)) return undefined;
  const sent: Shipped | Undelivered =
    order.status === 'shipped' || order.status === 'undelivered'
      ? order
      : { ...order, status: 'shipped', history: historyWith(order, 'shipped', step) };
  const { at } = step;
  const arrived = {
    ...sent,
    status: 'delivered' as const,
    deliveredAt: at,
    deliveryKnownAt: heardAt,
    history: historyWith(sent, 'delivered', step),
  };
  if (order.paymentMethod === 'card') return { state: arrived };
  const captures = [...order.captures, { intent: CASH, amount: order.total, at }];
  return { state: { ...arrived, captures }, facts: [{ type: 'order-paid', at, paidAt: at }] };
}
