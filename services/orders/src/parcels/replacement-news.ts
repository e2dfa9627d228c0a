import type { ShipmentId } from '@cartless/domain';
import type { OrderChange, Step } from '../ordering/order-change.ts';
import { isReady } from '../ordering/delivery.ts';
import type { Order } from '../ordering/order.ts';
import { itemsOf } from './order-parcel.ts';
import type { OrderParcel, ParcelItem } from './parcel.ts';
import { type Deadline, onTheWay, withParcel } from './parcel-news.ts';
import { asFarAsLeft, type Draws, onTheShelf } from './parcel-stock.ts';
import { inLines } from './told-items.ts';

/** A parcel that logistics sends again. */
export type Replaced = Readonly<{
  shipmentId: ShipmentId;
  /** The goods arrived, but not as they should be. */
  arrived: boolean;
  items?: readonly ParcelItem[] | undefined;
  /** What is sent again, when that is not all of it. */
  again?: readonly ParcelItem[] | undefined;
}>;
/** What it does to its order, and how many units leave that the shelf does not have. */
export type Replacement = OrderChange & Readonly<{ missing: number }>;

/**
 * Logistics sends a parcel again by itself: nobody decides about it here any more, and what leaves the house leaves the
 * shelf, unless the same goods go out again. They leave also when the shelf has too few, so it gives what is left. Undefined
 * when that is known or was decided here, or the order is not to be sent.
 *
 * @param left what the shelf holds of what it refused
 */
export function replaced(
  order: Order,
  told: Replaced,
  step: Step,
  deadline: Deadline,
  left: Draws = new Map(),
): Replacement | undefined {
  if (isClosed(order)) return undefined;
  const parcel = order.parcels.find((one) => one.shipmentId === told.shipmentId) ?? unheardOf(order, told);
  if (parcel.decided !== undefined || parcel.taken) return undefined;
  const isSame = parcel.status === 'returned' && parcel.fit === true;
  const items = told.again ? inLines(order, told.again) : itemsOf(order, parcel);
  const also = isSame ? [] : asFarAsLeft(order, items, left);
  const taken = also.reduce((sum, side) => sum + (side.type === 'retake-stock' ? side.quantity : 0), 0);
  const wanted = isSame ? 0 : items.reduce((sum, { quantity }) => sum + quantity, 0);
  const parcels = withParcel(order, noted(parcel, told.arrived, isSame));
  const moved = onTheWay({ ...order, parcels }, step, deadline);
  return { ...moved, also: [...also, ...(moved.also ?? [])], missing: wanted - taken };
}

const isClosed = (order: Order): boolean =>
  order.status === 'cancelled' ||
  order.status === 'returned' ||
  (order.status === 'placed' && !isReady(order));

/** What is sent again has left, though that is not heard yet. */
const unheardOf = (order: Order, { shipmentId, items }: Replaced): OrderParcel => ({
  shipmentId,
  status: 'dispatched',
  seen: 0,
  ...(items && { items: inLines(order, items) }),
});

function noted(parcel: OrderParcel, arrived: boolean, isSame: boolean): OrderParcel {
  if (arrived || parcel.status === 'delivered') return { ...parcel, taken: true };
  return {
    ...parcel,
    decided: 'reship',
    ...(isSame ? { restock: 'done' } : { taken: true, restock: 'due' }),
  };
}

/** A replacement that was decided here cannot be made: the decision is open again, and what was taken for it is back. */
export function unreplaced(
  order: Order,
  shipmentId: ShipmentId,
  step: Step,
  deadline: Deadline,
): OrderChange | undefined {
  const parcel = order.parcels.find((one) => one.shipmentId === shipmentId);
  const isReplaced = order.parcels.some(({ replaces }) => replaces === shipmentId);
  if (parcel?.decided !== 'reship' || isReplaced) return undefined;
  const { decided: _, taken, ...waits } = parcel;
  const moved = onTheWay({ ...order, parcels: withParcel(order, waits) }, step, deadline);
  return { ...moved, also: taken ? onTheShelf(order, itemsOf(order, parcel)) : [] };
}
