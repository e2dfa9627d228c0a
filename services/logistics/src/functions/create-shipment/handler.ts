import { OrderConfirmed, OrderPaid } from '@cartless/domain';
import { on, queueHandler } from '@cartless/lambda';
import { createShipment } from '../../application/create-shipment.ts';
import { clock, rules, shipments } from '../../container.ts';
import { lazy } from '../../lazy.ts';

const create = lazy(() => createShipment({ shipments: shipments(), rules: rules(), clock }));

export const handler = queueHandler(
  on(OrderPaid, ({ data }) => create()(data)),
  // A card order is sent when it is paid.
  on(OrderConfirmed, async ({ data }) => (data.paymentMethod === 'cod' ? create()(data) : undefined)),
);
