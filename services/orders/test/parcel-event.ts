import { ShipmentDelivered, ShipmentDispatched, ShipmentLost } from '@cartless/domain';
import { queueEvent } from '@cartless/testing';
import type { Order } from '../src/ordering/order.ts';

const CONTRACTS = {
  dispatched: ShipmentDispatched,
  delivered: ShipmentDelivered,
  lost: ShipmentLost,
} as const;

/** A parcel's version rises with each thing that is told of it. */
const SEQUENCE = { dispatched: 3, lost: 4, delivered: 5 } as const;

/** What logistics tells of an order's parcel, as the queue hands it over. */
export function parcelEvent(order: Order, status: keyof typeof CONTRACTS, at = new Date()) {
  const { orderId, orderNumber, userId } = order;
  const data = {
    shipmentId: `shp_${orderId.slice(4)}` as const,
    orderId,
    orderNumber: orderNumber ?? '20261121-4F7K2M9-C',
    userId,
    status,
    carrier: 'SFExpress',
    trackingNumber: 'EZ1',
    at: at.toISOString(),
  };
  const event = { subject: data.shipmentId, sequence: SEQUENCE[status], time: data.at, data };
  return queueEvent([CONTRACTS[status].create(event)]);
}
