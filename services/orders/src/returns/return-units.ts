import { named, type Sellable, skuOf } from '@cartless/domain';
import type { Order } from '../ordering/order.ts';
import { unitsGivenUp } from '../parcels/order-parcel.ts';
import { ReturnedItemsInvalid, ReturnUnitsExceeded } from './errors.ts';
import { isOpen, type Return, type ReturnItem } from './return.ts';

/** Units of products and variants as people name them. */
export type Units = Sellable & Readonly<{ quantity: number }>;

/** Where a product or variant stands among the lines of an order; -1 when it does not. */
const lineOf = (order: Order, units: Units): number =>
  order.lines.findIndex((line) => skuOf(line) === skuOf(units));

/**
 * The units that were named, one entry a line.
 * @throws AppError RETURNED_ITEMS_INVALID naming what the order does not have
 */
export function linesOf(order: Order, wanted: readonly Units[]): readonly ReturnItem[] {
  const unknown = wanted.filter((units) => lineOf(order, units) === -1);
  if (unknown.length > 0) {
    throw ReturnedItemsInvalid({ details: { products: unknown.map(skuOf) } });
  }
  return [...Map.groupBy(wanted, (units) => lineOf(order, units))].map(([line, same]) => ({
    line,
    quantity: same.reduce((sum, { quantity }) => sum + quantity, 0),
  }));
}

const unitsOf = (items: readonly ReturnItem[], line: number): number =>
  items.reduce((sum, item) => sum + (item.line === line ? item.quantity : 0), 0);

/** Units of a line that came back, on the shelf or not. */
export const unitsBack = ({ returns }: Order, line: number): number =>
  returns.reduce((sum, one) => sum + (one.status === 'received' ? unitsOf(one.received.items, line) : 0), 0);

/** Units of a line that came back and went to the shelf. */
export const unitsRestocked = ({ returns }: Order, line: number): number =>
  returns
    .flatMap((one) => (one.status === 'received' ? one.received.items : []))
    .reduce((sum, item) => sum + (item.line === line ? item.restocked : 0), 0);

/** Units of a line whose money is back, or was owed back: returned, or never arrived. */
export const unitsGone = (order: Order, line: number): number =>
  unitsBack(order, line) + unitsGivenUp(order, line);

/** Units of a line that can still be returned: arrived, and neither back nor in a return that is open, but for one. */
export function unitsLeft(order: Order, line: number, besides?: Return): number {
  const open = order.returns.filter((one) => one !== besides && isOpen(one));
  const claimed = open.reduce((sum, { items }) => sum + unitsOf(items, line), 0);
  return (order.lines[line]?.quantity ?? 0) - unitsGone(order, line) - claimed;
}

/**
 * Refuses more units than are left.
 * @param left how many of a line there can be
 * @throws AppError RETURN_UNITS_EXCEEDED naming what is left of each line that asks for too much
 */
export function checkLeft(order: Order, items: readonly ReturnItem[], left: (line: number) => number): void {
  const over = items.filter(({ line, quantity }) => quantity > left(line));
  if (over.length === 0) return;
  const lines = over.flatMap(({ line }) => {
    const placed = order.lines[line];
    return placed ? [{ ...named(placed), left: Math.max(0, left(line)) }] : [];
  });
  throw ReturnUnitsExceeded({ details: { lines } });
}

/** Whether everything that arrived is back. */
export const isAllBack = (order: Order): boolean =>
  order.lines.every(({ quantity }, line) => unitsGone(order, line) >= quantity);
