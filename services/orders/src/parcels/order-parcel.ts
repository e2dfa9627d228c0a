import { named, skuOf } from '@cartless/domain';
import type { Order, PlacedLine } from '../ordering/order.ts';
import { paidFor } from '../returns/paid-for.ts';
import type { OrderParcel, ParcelItem, ParcelStatus } from './parcel.ts';

const FAILED: readonly ParcelStatus[] = ['lost', 'returning', 'returned'];

/** The parcels that did not arrive, and of which nobody has decided anything. */
export const undecided = ({ parcels }: Pick<Order, 'parcels'>): readonly OrderParcel[] =>
  parcels.filter(
    ({ shipmentId, status, decided }) =>
      FAILED.includes(status) &&
      decided === undefined &&
      !parcels.some(({ replaces }) => replaces === shipmentId),
  );

/** What is in a parcel. */
export const itemsOf = (order: Order, { items }: OrderParcel): readonly ParcelItem[] =>
  items ?? order.lines.map((line) => ({ ...named(line), quantity: line.quantity }));

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

/** Whether every unit of an order is in one of some parcels, each counted once however often it was sent again. */
const areIn = (order: Order, parcels: readonly OrderParcel[]): boolean => {
  const units = parcels.flatMap((parcel) => itemsOf(order, parcel));
  return order.lines.every((line) => unitsIn(units, line) >= line.quantity);
};

/** The first of the parcels that followed each other, as far as they are known. */
function firstOf({ parcels }: Order, parcel: OrderParcel): OrderParcel {
  let first = parcel;
  for (const _ of parcels) first = parcels.find(({ shipmentId }) => shipmentId === first.replaces) ?? first;
  return first;
}

const firsts = (order: Order, among: readonly OrderParcel[]): readonly OrderParcel[] => [
  ...new Set(among.map((parcel) => firstOf(order, parcel))),
];

/** What arrived, told by the first parcels of what was sent. */
export const arrived = (order: Order): readonly OrderParcel[] =>
  firsts(
    order,
    order.parcels.filter(({ status }) => status === 'delivered'),
  );

/** What is not sent again: its money went back, or is about to. */
export function givenUp(order: Order): readonly OrderParcel[] {
  const here = arrived(order);
  const refunded = order.parcels.filter(({ decided }) => decided === 'refund');
  return firsts(order, refunded).filter((first) => !here.includes(first));
}

/** Units of a line that never arrived and whose money went back. */
export function unitsGivenUp(order: Order, line: number): number {
  const placed = order.lines[line];
  const items = givenUp(order).flatMap((parcel) => itemsOf(order, parcel));
  return placed === undefined ? 0 : unitsIn(items, placed);
}

/** Whether nothing is on its way any more and something has arrived. */
export const isDelivered = (order: Order): boolean =>
  arrived(order).length > 0 && areIn(order, [...arrived(order), ...givenUp(order)]);

/** Whether none of it will ever arrive. */
export const isGivenUp = (order: Order): boolean => areIn(order, givenUp(order));
