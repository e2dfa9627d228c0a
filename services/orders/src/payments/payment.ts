import { believedTime, type OrderNumber } from '@cartless/domain';
import type { OrderChange, Step } from '../ordering/order-change.ts';
import { number } from '../ordering/number-order.ts';
import { historyWith } from '../ordering/order-status.ts';
import type { Capture, Order, Placed } from '../ordering/order.ts';
import { refundPayment } from './refund.ts';

/**
 * Money arrived for an order. Exactly what it costs pays a placed order, which gets its number by that if it has none
 * yet. Anything else, another amount or currency, a second payment, one that comes too late, is owed back and pays
 * nothing. Undefined when this payment is known already. Nobody pays an order that is not placed yet.
 *
 * @param arrived as the provider tells it; an event that an earlier release stored names no currency
 * @param draw makes a number for an order without one
 */
export function pay(
  order: Order,
  arrived: Capture,
  step: Step,
  draw: (order: Order) => OrderNumber,
): OrderChange | undefined {
  if (order.captures.some(({ intent }) => intent === arrived.intent)) return undefined;
  const { currency = order.currency, ...told } = arrived;
  const paidAt = believedTime(told.at, { receivedAt: step.at, notBefore: order.placedAt });
  const money = { ...told, at: paidAt };
  const capture: Capture = currency === order.currency ? money : { ...money, currency };
  const captures = [...order.captures, capture];
  const { at } = step;
  const reason = misfit(order, money.amount, currency);
  if (reason === undefined) return payInFull({ ...(order as Placed), captures }, paidAt, step, draw);
  const refunds = refundPayment({ ...order, captures }, arrived.intent, { reason, at });
  return { state: { ...order, captures, refunds }, facts: [{ type: 'refund-owed', at }] };
}

/** Why a payment does not pay the order; undefined when it does. */
function misfit(order: Order, amount: number, currency: string): string | undefined {
  if (order.status !== 'placed' || order.paymentMethod !== 'card') return 'not payable any more';
  if (currency !== order.currency) return `in ${currency}, not in ${order.currency}`;
  return amount === order.total ? undefined : `${amount}, not ${order.total}`;
}

/** The order is paid, and has its number by that if it had none yet. */
export function payInFull(
  order: Placed,
  paidAt: number,
  step: Step,
  draw: (order: Order) => OrderNumber,
): OrderChange {
  const orderNumber = order.orderNumber ?? draw(order);
  const { facts = [], also = [] } = number(order, orderNumber, step.at) ?? {};
  const history = historyWith(order, 'paid', step);
  return {
    state: { ...order, orderNumber, status: 'paid', history },
    facts: [...facts, { type: 'order-paid', at: step.at, paidAt }],
    also,
  };
}
