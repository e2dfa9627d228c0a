import type { OrderConfirmed, OrderPaid } from '@cartless/domain';
import { OrderNumberShared } from './errors.ts';
import { createShipment as newShipment } from './new-shipment.ts';
import type { Clock, Shipments } from './ports.ts';
import type { ShippingRules } from './shipping-rules.ts';

type Ports = Readonly<{ shipments: Pick<Shipments, 'create'>; rules: ShippingRules; clock: Clock }>;

/**
 * An order is to be sent: it was paid, or confirmed with cash on delivery. Told twice, it makes one parcel.
 * @throws AppError ORDER_NUMBER_SHARED when another order has this one's number
 */
export const createShipment =
  ({ shipments, rules, clock }: Ports) =>
  async (order: OrderPaid['data'] | OrderConfirmed['data']): Promise<void> => {
    const { state } = await shipments.create(() => newShipment(order, rules, clock()));
    if (state.orderId !== order.orderId) {
      throw OrderNumberShared({ details: { one: state.orderId, other: order.orderId } });
    }
  };
