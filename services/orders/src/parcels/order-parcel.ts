import { skuOf } from '@cartless/domain';
import type { Order, PlacedLine } from '../ordering/order.ts';
import { paidFor } from '../returns/paid-for.ts';
import type { OrderParcel, ParcelItem, ParcelStatus } from './parcel.ts';
import { brought, givenUp, itemsIn, paidBack, plus, type Units, waysOf } from './parcel-units.ts';

const FAILED: readonly ParcelStatus[] = ['lost', 'returning', 'returned'];

/** A parcel that did not arrive, and what of it nobody has decided about. */
export type Waiting = Readonly<{ parcel: OrderParcel; left: readonly ParcelItem[] }>;

/** The parcels that did not arrive, as far as nobody has decided about what is in them and nothing was sent in its place. */
export const undecided = (order: Order): readonly Waiting[] =>
  order.parcels.flatMap((parcel) => {
    if (!FAILED.includes(parcel.status) || parcel.decided !== undefined) return [];
    const { left, whole } = waysOf(order, parcel);
    return whole.length > 0 || left.size === 0 ? [] : [{ parcel, left: itemsIn(left) }];
  });

const unitsIn = (items: readonly ParcelItem[], line: PlacedLine): number =>
  items.reduce((sum, item) => sum + (skuOf(item) === skuOf(line) ? item.quantity : 0), 0);

/**
 * What was paid for units of an order, less what was taken off their lines.
 * @param gone units of a line whose share has gone back already
 */
export const worth = (
  { lines }: Order,
  items: readonly ParcelItem[],
  gone: (line: number) => number = () => 0,
): number => lines.reduce((sum, line, at) => sum + paidFor(line, unitsIn(items, line), gone(at)), 0);

/** Whether they are every unit of an order. */
const areAll = ({ lines }: Order, units: Units): boolean =>
  lines.every((line) => (units.get(skuOf(line)) ?? 0) >= line.quantity);

/** Units of a line that were not to arrive any more and whose money went back. */
export function unitsGivenUp(order: Order, line: number): number {
  const placed = order.lines[line];
  return placed === undefined ? 0 : Math.min(placed.quantity, paidBack(order).get(skuOf(placed)) ?? 0);
}

/** Whether nothing is on its way any more and something has arrived. */
export function isDelivered(order: Order): boolean {
  const here = brought(order);
  return here.size > 0 && areAll(order, plus(here, givenUp(order)));
}

/** Whether none of it will ever arrive. */
export const isGivenUp = (order: Order): boolean => areAll(order, givenUp(order));
