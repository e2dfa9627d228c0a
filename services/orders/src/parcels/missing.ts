import type { ShipmentId } from '@cartless/domain';
import type { OrderChange, OrderSide } from '../ordering/order-change.ts';
import type { Order } from '../ordering/order.ts';
import type { Missing, ParcelItem } from './parcel.ts';
import { asFarAsLeft, type Draws } from './parcel-stock.ts';
import { itemsIn, less, type Units, unitsOf } from './parcel-units.ts';

const HOUR_MS = 3_600_000;

/** What of some goods the shelf does not give. */
export function notTaken(wanted: readonly ParcelItem[], also: readonly OrderSide[]): readonly ParcelItem[] {
  const taken: Units = also.reduce(
    (all, side) =>
      side.type === 'retake-stock' ? all.set(side.sku, (all.get(side.sku) ?? 0) + side.quantity) : all,
    new Map(),
  );
  return itemsIn(less(unitsOf(wanted), taken));
}

/** The order with units that left in the place of a parcel and were not on the shelf. */
export const withMissing = (
  order: Order,
  shipmentId: ShipmentId,
  items: readonly ParcelItem[],
  at: number,
): Order =>
  items.length === 0
    ? order
    : { ...order, missing: [...(order.missing ?? []), { shipmentId, items, at: at + HOUR_MS }] };

/** How many units of what left in the place of a parcel the shelf has not given. */
export const missingOf = ({ missing = [] }: Order, shipmentId: ShipmentId): number =>
  missing
    .filter((one) => one.shipmentId === shipmentId)
    .flatMap(({ items }) => items)
    .reduce((sum, { quantity }) => sum + quantity, 0);

/** When the shelf is asked next for what is missing, if anything is. */
export function takeAgainAt({ missing = [] }: Order): number | undefined {
  return missing.length > 0 ? Math.min(...missing.map(({ at }) => at)) : undefined;
}

/**
 * Takes what is missing from the shelf, as far as it is there by now: it was counted, or delivered, or came back.
 *
 * @param left what the shelf holds of what it refused
 */
export function takeMissing(order: Order, now: number, left: Draws): OrderChange | undefined {
  const { missing = [], ...kept } = order;
  const first = missing.toSorted((a, b) => a.at - b.at)[0];
  if (first === undefined || first.at > now) return undefined;
  const also = asFarAsLeft(order, first.items, left);
  const again: Missing = { ...first, items: notTaken(first.items, also), at: now + HOUR_MS };
  const open = missing.map((one) => (one === first ? again : one)).filter(({ items }) => items.length > 0);
  return { state: { ...kept, ...(open.length > 0 && { missing: open }) } as Order, also };
}
