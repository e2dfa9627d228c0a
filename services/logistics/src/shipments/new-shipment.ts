import {
  type ChosenOption,
  fromAddressSnapshot,
  type Money,
  money,
  named,
  type OrderCancelled,
  type OrderConfirmed,
  type OrderNumber,
  type OrderPaid,
  type PackingSnapshot,
} from '@cartless/domain';
import { firstDue } from '../scheduler/due-work.ts';
import { boxFor } from '../packing/box.ts';
import { parcelWeight } from '../packing/parcel-weight.ts';
import { shipmentIdOf } from './shipment-id.ts';
import type { Created, ParcelLine, Shipment, ShipmentChange, Stopped } from './shipment.ts';
import type { ShippingRules } from './shipping-rules.ts';

type Order = (OrderPaid['data'] | OrderConfirmed['data'] | OrderCancelled['data']) &
  Readonly<{ orderNumber: OrderNumber }>;

/** The parcel of an order that is to be sent. The same order always makes the same parcel. */
export function createShipment(
  order: Order,
  rules: ShippingRules,
  now: Date,
): Readonly<{ state: Created } & ShipmentChange> {
  const lines = order.items.map(lineOf);
  const locale = 'locale' in order ? order.locale : undefined;
  const { orderId, orderNumber, userId, placedAt: orderedAt } = order;
  const address = fromAddressSnapshot(order.shippingAddress);
  const id = shipmentIdOf(orderNumber, 1);
  const state = newParcel(
    { id, orderId, orderNumber, userId, orderedAt, address, lines, locale },
    rules,
    now,
  );
  return { state, facts: [{ type: 'shipment-created', at: state.createdAt }] };
}

type OrderedLine = OrderCancelled['data']['items'][number] &
  Readonly<{ options?: readonly ChosenOption[] | undefined; packing?: PackingSnapshot | undefined }>;

const lineOf = ({ title, category, quantity, options, packing, ...line }: OrderedLine): ParcelLine => ({
  ...named(line),
  title,
  category,
  quantity,
  ...(options && { options }),
  ...(packing && { packing }),
  price: paidForOne(line.unitPrice, quantity, line.discount),
});

/** What one of a line cost, less its share of the discount. */
const paidForOne = ({ amount, currency }: Money, quantity: number, discount?: Money): Money =>
  money(Math.floor((amount * quantity - (discount?.amount ?? 0)) / quantity), currency);

/** What follows from what is in a parcel: its box, if one is known, and what it weighs in it. */
export function measured(
  lines: readonly ParcelLine[],
  { weights, boxes }: ShippingRules,
): Pick<Created, 'weightGrams' | 'box'> {
  const box = boxFor(lines, boxes);
  return { weightGrams: parcelWeight(lines, weights, box), ...(box && { box }) };
}

/** What stands for an order that was cancelled before its parcel was made, so that no late event makes one. */
export function cancelledBeforehand(order: Order, rules: ShippingRules, now: Date): Stopped {
  const { dueAt: _, ...waiting } = createShipment(order, rules, now).state;
  return { ...waiting, status: 'cancelled' };
}

type Content = Pick<Created, 'id' | 'orderId' | 'orderNumber' | 'userId' | 'address' | 'lines'> &
  Readonly<{ orderedAt: string | undefined; locale: Shipment['locale'] }>;

/** A parcel that nobody has done anything about yet: the background buys its label first. */
export function newParcel(
  { orderedAt, locale, ...content }: Content,
  rules: ShippingRules,
  now: Date,
): Created {
  const at = now.toISOString();
  return {
    ...content,
    ...(orderedAt !== undefined && { orderedAt }),
    ...(locale && { locale }),
    status: 'created',
    version: 0,
    ...measured(content.lines, rules),
    createdAt: at,
    statusAt: at,
    history: [],
    tries: 0,
    dueAt: firstDue(now),
  };
}
