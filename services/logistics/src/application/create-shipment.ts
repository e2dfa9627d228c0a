import type { OrderConfirmed, OrderPaid } from '@cartless/domain';
import { createShipment as newShipment } from '../domain/create-shipment.ts';
import { ShipmentChanging } from '../domain/errors.ts';
import type { ShippingRules } from '../domain/shipping-rules.ts';
import type { Clock, Shipments } from './ports.ts';

type Ports = Readonly<{ shipments: Shipments; rules: ShippingRules; clock: Clock }>;

/** An order is to be sent: it was paid, or confirmed with cash on delivery. Told twice, it makes one parcel. */
export const createShipment =
  ({ shipments, rules, clock }: Ports) =>
  async (order: OrderPaid['data'] | OrderConfirmed['data']): Promise<void> => {
    const { shipment, facts } = newShipment(order, rules, clock());
    const existing = await shipments.add(shipment, facts);
    if (existing !== undefined && existing.orderId !== order.orderId) {
      // Two orders with one number: the orders service promises that this cannot be.
      throw ShipmentChanging({
        cause: new Error(`order number of ${existing.orderId} and ${order.orderId}`),
      });
    }
  };
