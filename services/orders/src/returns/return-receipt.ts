import type { OrderChange, Step } from '../ordering/order-change.ts';
import { historyWith, movable } from '../ordering/order-status.ts';
import type { Order } from '../ordering/order.ts';
import { refundable } from '../payments/money-kept.ts';
import { refundOf } from '../payments/refund.ts';
import { ReturnCannotMove } from './errors.ts';
import { goodsBack } from './goods-back.ts';
import { paidFor } from './paid-for.ts';
import { type ArrivedItem, type Received, type Return, returnIdOf } from './return.ts';
import { movableReturn, returnOf, withReturn } from './return-moves.ts';
import { checkLeft, isAllBack, linesOf, type Units, unitsGone, unitsLeft } from './return-units.ts';

/** What arrived of a return, and which of it can be sold again; a product may come in several parts. */
export type Arrived = Readonly<{
  items: readonly (Units & Readonly<{ restock: boolean }>)[];
  /** In minor units; what was paid for the units that arrived when it is left out. */
  refund?: number | undefined;
}>;

/**
 * Goods of a return are here, all of them or a part: what can be sold again goes to the shelf, and what was paid for them is owed
 * back unless told otherwise. The shipping fee is not. An order all of whose units are back is returned. Undefined when the same
 * was said before.
 * @throws AppError RETURN_NOT_FOUND, RETURN_CANNOT_MOVE, RETURNED_ITEMS_INVALID, RETURN_UNITS_EXCEEDED, REFUND_TOO_LARGE
 */
export function receive(
  order: Order,
  returnId: string,
  arrived: Arrived,
  step: Step,
): OrderChange | undefined {
  const one = returnOf(order, returnId);
  const items = arrivals(order, arrived);
  if (one.status === 'received') return sameReceipt(one, items, arrived.refund);
  const from = movableReturn(one, 'received');
  checkLeft(order, items, (line) => Math.min(asked(one, line), unitsLeft(order, line, one)));

  const { at } = step;
  const number = order.returns.indexOf(one) + 1;
  const refund = arrived.refund ?? Math.min(valueOf(order, items), refundable(order));
  const reason = `returned: ${returnIdOf(order.orderId, number)}`;
  const refunds = refund > 0 ? refundOf(order, refund, { reason, at }) : order.refunds;
  const received: Received = { ...from, status: 'received', received: { at, items, refund } };
  const after = { ...withReturn(order, one, received), refunds };
  return {
    state: isAllBack(after) ? returned(after, step) : after,
    facts: [
      { type: 'return-received', at, number },
      ...(refund > 0 ? [{ type: 'refund-owed', at } as const] : []),
    ],
    also: goodsBack(order, items, at),
  };
}

const asked = (one: Return, line: number): number =>
  one.items.find((item) => item.line === line)?.quantity ?? 0;

const arrivals = (order: Order, { items }: Arrived): readonly ArrivedItem[] => {
  const fit = linesOf(
    order,
    items.filter(({ restock }) => restock),
  );
  return linesOf(order, items).map((item) => ({
    ...item,
    restocked: fit.find(({ line }) => line === item.line)?.quantity ?? 0,
  }));
};

/** What was paid for units, beyond what went back of the same lines before. */
const valueOf = (order: Order, items: readonly ArrivedItem[]): number =>
  items.reduce((sum, { line, quantity }) => {
    const placed = order.lines[line];
    return sum + (placed === undefined ? 0 : paidFor(placed, quantity, unitsGone(order, line)));
  }, 0);

/** What is received is received once. @throws AppError RETURN_CANNOT_MOVE when something else is said now */
function sameReceipt(
  { received }: Received,
  items: readonly ArrivedItem[],
  refund: number | undefined,
): undefined {
  const same =
    items.length === received.items.length &&
    items.every((item) =>
      received.items.some(
        ({ line, quantity, restocked }) =>
          line === item.line && quantity === item.quantity && restocked === item.restocked,
      ),
    );
  if (!same || (refund ?? received.refund) !== received.refund) {
    throw ReturnCannotMove({ details: { returnStatus: 'received', to: 'received' } });
  }
}

function returned(order: Order, step: Step): Order {
  const from = movable(order, 'returned');
  return { ...from, status: 'returned', history: historyWith(from, 'returned', step) };
}
