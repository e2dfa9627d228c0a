import { ShipmentDelivered, ShipmentDispatched, ShipmentLost } from '@cartless/domain';
import { on, queueHandler } from '@cartless/lambda';
import { followShipment } from '../../application/follow-shipment.ts';
import { orders } from '../../container.ts';

const shipments = followShipment(orders);

export const handler = queueHandler(
  on(ShipmentDispatched, shipments.dispatched),
  on(ShipmentDelivered, shipments.delivered),
  on(ShipmentLost, shipments.lost),
);
