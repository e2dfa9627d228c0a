import { ShipmentDelivered, ShipmentDispatched, ShipmentLost } from '@cartless/domain';
import { lazy, on, queueHandler } from '@cartless/lambda';
import { orders } from '../../service.ts';
import { followShipment } from '../follow-shipment.ts';

const shipments = /* @__PURE__ */ lazy(() => followShipment(orders()));

export const handler = queueHandler(
  on(ShipmentDispatched, (event) => shipments().dispatched(event)),
  on(ShipmentDelivered, (event) => shipments().delivered(event)),
  on(ShipmentLost, (event) => shipments().lost(event)),
);
