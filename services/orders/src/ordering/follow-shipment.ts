import type { ShipmentDelivered, ShipmentDispatched, ShipmentLost } from '@cartless/domain';
import { believed, deliver, lose, ship } from './delivery.ts';
import type { Order } from './order.ts';
import type { ChangeOrder, Clock } from './ports.ts';

/**
 * What parcels tell about their orders. Events come in any order and more than once: a dispatch that is heard of after
 * the delivery changes nothing, and neither does anything about an order that is closed.
 */
export const followShipment = ({ change, now }: Readonly<{ change: ChangeOrder; now: Clock }>) => {
  const heardOf = (order: Order, at: string) => ({
    at: believed(order, Date.parse(at), now().getTime()),
    by: 'carrier' as const,
  });
  return {
    dispatched: async ({ data: { orderId, at } }: ShipmentDispatched): Promise<void> => {
      await change(orderId, (order) => ship(order, heardOf(order, at)));
    },
    delivered: async ({ data: { orderId, at } }: ShipmentDelivered): Promise<void> => {
      await change(orderId, (order) => deliver(order, heardOf(order, at), now().getTime()));
    },
    lost: async ({ data: { orderId, at } }: ShipmentLost): Promise<void> => {
      await change(orderId, (order) => lose(order, heardOf(order, at).at));
    },
  };
};
