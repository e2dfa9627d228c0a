import { fromAddressSnapshot, named, type OrderNumber, type OrderSnapshot } from '@cartless/domain';
import { firstDue } from '../scheduler/due-work.ts';
import { parcelWeight } from './parcel-weight.ts';
import { shipmentIdOf } from './shipment-id.ts';
import type { Created, ParcelLine, ShipmentChange, Stopped } from './shipment.ts';
import type { ShippingRules } from './shipping-rules.ts';

type Order = OrderSnapshot & Readonly<{ orderNumber: OrderNumber }>;

/** The parcel of an order that is to be sent. The same order always makes the same parcel. */
export function createShipment(
  order: Order,
  rules: ShippingRules,
  now: Date,
): Readonly<{ state: Created } & ShipmentChange> {
  const lines: ParcelLine[] = order.items.map(({ title, category, quantity, ...line }) => ({
    ...named(line),
    title,
    category,
    quantity,
  }));
  const { orderId, orderNumber, userId, placedAt: orderedAt } = order;
  const address = fromAddressSnapshot(order.shippingAddress);
  const id = shipmentIdOf(orderNumber, 1);
  const state = newParcel({ id, orderId, orderNumber, userId, orderedAt, address, lines }, rules, now);
  return { state, facts: [{ type: 'shipment-created', at: state.createdAt }] };
}

/** What stands for an order that was cancelled before its parcel was made, so that no late event makes one. */
export function cancelledBeforehand(order: Order, rules: ShippingRules, now: Date): Stopped {
  const { dueAt: _, ...waiting } = createShipment(order, rules, now).state;
  return { ...waiting, status: 'cancelled' };
}

type Content = Pick<Created, 'id' | 'orderId' | 'orderNumber' | 'userId' | 'address' | 'lines'> &
  Readonly<{ orderedAt: string | undefined }>;

/** A parcel that nobody has done anything about yet: the background buys its label first. */
export function newParcel({ orderedAt, ...content }: Content, rules: ShippingRules, now: Date): Created {
  const at = now.toISOString();
  return {
    ...content,
    ...(orderedAt !== undefined && { orderedAt }),
    status: 'created',
    version: 0,
    weightGrams: parcelWeight(content.lines, rules.weights),
    createdAt: at,
    statusAt: at,
    history: [],
    tries: 0,
    dueAt: firstDue(now),
  };
}
