import type { ShipmentDelivered, ShipmentDispatched, ShipmentLost } from '@cartless/domain';
import { revised } from '../domain/change-order.ts';
import { deliverOrder, shipOrder } from '../domain/ship-order.ts';
import type { ChangeOrder } from './ports.ts';

type Ports = Readonly<{ change: ChangeOrder }>;

/**
 * What parcels tell about their orders. Events come in any order and more than once: a dispatch that is heard of after
 * the delivery changes nothing, and neither does anything about an order that is closed.
 */
export const followShipment = ({ change }: Ports) => ({
  dispatched: async ({ data: { orderId, at } }: ShipmentDispatched): Promise<void> => {
    const step = { at: Date.parse(at), by: 'carrier' as const };
    await change(orderId, step.at, (order) => shipOrder(order, step));
  },
  delivered: async ({ data: { orderId, at } }: ShipmentDelivered): Promise<void> => {
    const step = { at: Date.parse(at), by: 'carrier' as const };
    await change(orderId, step.at, (order) => deliverOrder(order, step));
  },
  /** A lost parcel moves no order: logistics sends another, or an administrator gives the money back. */
  lost: async ({ data: { orderId, at } }: ShipmentLost): Promise<void> => {
    const lostAt = Date.parse(at);
    await change(orderId, lostAt, (order) =>
      order.lostAt === undefined ? revised(order, { lostAt }) : undefined,
    );
  },
});
