import type { ReturnReason } from '@cartless/domain';
import type { OrderChange } from '../ordering/order-change.ts';
import type { Order } from '../ordering/order.ts';
import { OrderNotReturnable, ReturnWindowOver, TooManyReturns } from './errors.ts';
import type { Requested } from './return.ts';
import { checkLeft, linesOf, type Units, unitsLeft } from './return-units.ts';
import { RETURN_WINDOW_DAYS, RETURN_WINDOW_MS, windowFrom } from './return-window.ts';

/** An order is one item, so it has room for so many returns. */
export const MOST_RETURNS = 20;

export type Wanted = Readonly<{
  items: readonly Units[];
  reason: string;
  reasonCode?: ReturnReason | undefined;
  comment?: string | undefined;
  request?: Requested['request'] | undefined;
}>;

/**
 * The shopper asks to send goods back; the order goes on beside it.
 * @throws AppError ORDER_NOT_RETURNABLE, RETURN_WINDOW_OVER, RETURNED_ITEMS_INVALID, RETURN_UNITS_EXCEEDED, TOO_MANY_RETURNS
 */
export function request(
  order: Order,
  { comment, reasonCode, request: by, ...wanted }: Wanted,
  at: number,
): OrderChange {
  checkWindow(order, at);
  if (order.returns.length >= MOST_RETURNS) throw TooManyReturns({ details: { limit: MOST_RETURNS } });
  const items = linesOf(order, wanted.items);
  checkLeft(order, items, (line) => unitsLeft(order, line));
  const asked: Requested = {
    status: 'requested',
    items,
    reason: wanted.reason,
    at,
    ...(reasonCode && { reasonCode }),
    ...(comment !== undefined && { comment }),
    ...(by && { request: by }),
  };
  return {
    state: { ...order, returns: [...order.returns, asked] },
    facts: [{ type: 'return-requested', at, number: order.returns.length + 1 }],
  };
}

/** Whether goods of the order can be returned now: also when its receipt was confirmed before the window is over. */
function checkWindow(order: Order, at: number): void {
  const { status } = order;
  if (status !== 'delivered' && status !== 'completed' && status !== 'return-requested') {
    throw OrderNotReturnable({ details: { orderStatus: status } });
  }
  if (at > windowFrom(order) + RETURN_WINDOW_MS) {
    throw ReturnWindowOver({ details: { days: RETURN_WINDOW_DAYS } });
  }
}
