import type { ShipmentDelivered, ShipmentDispatched, ShipmentLost } from '@cartless/domain';
import { deliver, lose, ship } from './delivery.ts';
import type { ChangeOrder } from './ports.ts';

/**
 * What parcels tell about their orders. Events come in any order and more than once: a dispatch that is heard of after
 * the delivery changes nothing, and neither does anything about an order that is closed.
 */
export const followShipment = ({ change }: Readonly<{ change: ChangeOrder }>) => ({
  dispatched: async ({ data: { orderId, at } }: ShipmentDispatched): Promise<void> => {
    await change(orderId, (order) => ship(order, { at: Date.parse(at), by: 'carrier' }));
  },
  delivered: async ({ data: { orderId, at } }: ShipmentDelivered): Promise<void> => {
    await change(orderId, (order) => deliver(order, { at: Date.parse(at), by: 'carrier' }));
  },
  lost: async ({ data: { orderId, at } }: ShipmentLost): Promise<void> => {
    await change(orderId, (order) => lose(order, Date.parse(at)));
  },
});
