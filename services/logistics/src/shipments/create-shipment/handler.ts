import { OrderConfirmed, OrderPaid } from '@cartless/domain';
import { lazy, on, queueHandler } from '@cartless/lambda';
import { createShipment } from '../create-shipment.ts';
import { clock, rules, shipments } from '../../service.ts';

const create = /* @__PURE__ */ lazy(() => createShipment({ shipments: shipments(), rules: rules(), clock }));

export const handler = queueHandler(
  on(OrderPaid, ({ data }) => create()(data)),
  // A card order is sent when it is paid.
  on(OrderConfirmed, async ({ data }) => (data.paymentMethod === 'cod' ? create()(data) : undefined)),
);
