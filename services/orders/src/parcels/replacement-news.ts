import type { ShipmentId } from '@cartless/domain';
import type { OrderChange, Step } from '../ordering/order-change.ts';
import type { Order } from '../ordering/order.ts';
import { itemsOf, undecided } from './order-parcel.ts';
import { type Deadline, onTheWay, withParcel } from './parcel-news.ts';
import { onTheShelf } from './parcel-stock.ts';

/** Logistics sends a parcel again that waits for a decision here. Undefined when it does not, or not any more. */
export function replaced(order: Order, shipmentId: ShipmentId, step: Step): OrderChange | undefined {
  const waiting = undecided(order).find((parcel) => parcel.shipmentId === shipmentId);
  if (waiting === undefined) return undefined;
  const parcels = withParcel(order, { ...waiting, decided: 'reship' });
  return onTheWay({ ...order, parcels }, step, { decideBy: 0, heardAt: step.at });
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
