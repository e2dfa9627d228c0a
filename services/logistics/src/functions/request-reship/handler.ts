import { apiHandler, reply } from '@cartless/lambda';
import { shipmentBody } from '../../api/shipment-body.ts';
import { approveReship } from '../../application/decide-reship.ts';
import { requestReship } from '../../application/request-reship.ts';
import { clock, rules, shipments } from '../../container.ts';
import { lazy } from '../../lazy.ts';
import { route } from './route.ts';

const request = lazy(() => {
  const approve = approveReship({ shipments: shipments(), rules: rules(), clock });
  return requestReship({ shipments: shipments(), approve, clock });
});

export const handler = apiHandler(route, async ({ params, headers, body }, { caller }) => {
  const { reason, note, photos = [], items } = body;
  const { shipment, replayed } = await request()({
    typed: params.orderNumber,
    caller,
    wish: { reason, photos, ...(note !== undefined && { note }), ...(items !== undefined && { items }) },
    idempotencyKey: headers['idempotency-key'],
  });
  return reply(shipmentBody(shipment), replayed ? { 'idempotent-replayed': 'true' } : {});
});
