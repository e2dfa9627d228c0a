import type { OrderChange, OrderSide, Step } from '../ordering/order-change.ts';
import { historyWith, movable } from '../ordering/order-status.ts';
import type { Order, ReturnRequest } from '../ordering/order.ts';
import { refundable } from '../payments/money-kept.ts';
import { refundOf } from '../payments/refund.ts';
import { ReturnedItemsInvalid, ReturnWindowOver } from './errors.ts';
import { RETURN_WINDOW_DAYS, RETURN_WINDOW_MS } from './return-window.ts';

type Items = ReturnRequest['items'];

/**
 * The shopper asks to send goods back.
 * @throws AppError ORDER_CANNOT_MOVE, RETURN_WINDOW_OVER, RETURNED_ITEMS_INVALID
 */
export function request(order: Order, wanted: Items, reason: string, step: Step): OrderChange {
  const from = movable(order, 'return-requested');
  const { at } = step;
  if (at > from.deliveredAt + RETURN_WINDOW_MS) {
    throw ReturnWindowOver({ details: { days: RETURN_WINDOW_DAYS } });
  }
  const items = summed(wanted);
  if (!items.every((item) => item.quantity <= ordered(from, item.productId))) throw ReturnedItemsInvalid();
  return {
    state: {
      ...from,
      status: 'return-requested',
      returnRequest: { items, reason, at },
      history: historyWith(from, 'return-requested', step),
    },
    facts: [{ type: 'return-requested', at }],
  };
}

/**
 * The goods are back: they return to the shelf and the money, in full for the goods unless told otherwise, is owed.
 * @throws AppError ORDER_CANNOT_MOVE, REFUND_TOO_LARGE
 */
export function accept(order: Order, amount: number | undefined, step: Step): OrderChange {
  const from = movable(order, 'returned');
  const { items } = from.returnRequest;
  const { at } = step;
  const value = items.reduce((sum, item) => sum + item.quantity * unitPrice(from, item.productId), 0);
  const refund = amount ?? Math.min(value, refundable(from));
  const refunds = refund > 0 ? refundOf(from, refund, { reason: 'returned', at }) : from.refunds;
  return {
    state: { ...from, status: 'returned', refunds, history: historyWith(from, 'returned', step) },
    facts: refund > 0 ? [{ type: 'refund-owed', at }] : [],
    also: items.flatMap((item) => releases(from, item)),
  };
}

const lineOf = (order: Order, productId: string) => order.lines.find((line) => line.productId === productId);
const ordered = (order: Order, productId: string): number => lineOf(order, productId)?.quantity ?? 0;
const unitPrice = (order: Order, productId: string): number =>
  lineOf(order, productId)?.unitPrice.amount ?? 0;

/** Units go back to the buckets they were drawn from, in that order. */
function releases(order: Order, { productId, quantity }: Items[number]): OrderSide[] {
  let left = quantity;
  return (lineOf(order, productId)?.draws ?? []).flatMap((draw) => {
    const part = Math.min(left, draw.quantity);
    left -= part;
    return part > 0 ? [{ type: 'release-stock', productId, bucket: draw.bucket, quantity: part }] : [];
  });
}

const summed = (items: Items): Items =>
  [...Map.groupBy(items, ({ productId }) => productId)].map(([productId, same]) => ({
    productId,
    quantity: same.reduce((sum, { quantity }) => sum + quantity, 0),
  }));
