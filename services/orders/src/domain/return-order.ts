import { type Change, moved, type Release, type Step } from './change-order.ts';
import { RETURN_WINDOW_MS } from './due.ts';
import { ReturnedItemsInvalid, ReturnWindowOver } from './errors.ts';
import { refundable } from './money-kept.ts';
import { enteredAt, type Order, type ReturnRequest } from './order.ts';
import { withRefund } from './refund-order.ts';

const DAY = 86_400_000;

type Items = ReturnRequest['items'];

/**
 * The shopper asks to send goods back.
 * @throws AppError ORDER_CANNOT_MOVE, RETURN_WINDOW_OVER, RETURNED_ITEMS_INVALID
 */
export function requestReturn(order: Order, items: Items, reason: string, step: Step): Change {
  const request = { items: summed(items), reason, at: step.at };
  const change = moved(order, 'return-requested', step, { returnRequest: request }, 'return-requested');
  const deliveredAt = enteredAt(order, 'delivered') ?? order.placedAt;
  if (step.at > deliveredAt + RETURN_WINDOW_MS) {
    throw ReturnWindowOver({ details: { days: RETURN_WINDOW_MS / DAY } });
  }
  if (!request.items.every((item) => item.quantity <= ordered(order, item.productId))) {
    throw ReturnedItemsInvalid();
  }
  return change;
}

/**
 * The goods are back: they return to the shelf and the money, in full for the goods unless told otherwise, is owed.
 * @throws AppError ORDER_CANNOT_MOVE, REFUND_TOO_LARGE
 */
export function acceptReturn(order: Order, amount: number | undefined, step: Step): Change {
  const items = order.returnRequest?.items ?? [];
  const value = items.reduce((sum, item) => sum + item.quantity * unitPrice(order, item.productId), 0);
  const refund = amount ?? Math.min(value, refundable(order));
  const refunds = refund > 0 ? withRefund(order, refund, { reason: 'returned', at: step.at }) : order.refunds;
  const facts = refund > 0 ? (['refund-owed'] as const) : [];
  const change = moved(order, 'returned', step, { refunds }, ...facts);
  return { ...change, releases: items.flatMap((item) => releases(order, item)) };
}

const lineOf = (order: Order, productId: string) => order.lines.find((line) => line.productId === productId);
const ordered = (order: Order, productId: string): number => lineOf(order, productId)?.quantity ?? 0;
const unitPrice = (order: Order, productId: string): number =>
  lineOf(order, productId)?.unitPrice.amount ?? 0;

/** Units go back to the buckets they were drawn from, in that order. */
function releases(order: Order, { productId, quantity }: Items[number]): Release[] {
  let left = quantity;
  return (lineOf(order, productId)?.draws ?? []).flatMap((draw) => {
    const part = Math.min(left, draw.quantity);
    left -= part;
    return part > 0 ? [{ productId, bucket: draw.bucket, quantity: part }] : [];
  });
}

const summed = (items: Items): Items =>
  [...Map.groupBy(items, ({ productId }) => productId)].map(([productId, same]) => ({
    productId,
    quantity: same.reduce((sum, { quantity }) => sum + quantity, 0),
  }));
