import { allows } from '@cartless/domain';
import { apiHandler, lazy, reply } from '@cartless/lambda';
import { shipmentBody } from '../../shipments/shipment-body.ts';
import { requestReship } from '../request-reship.ts';
import { clock, rules, shipments, standings } from '../../service.ts';
import { route } from './route.ts';

const request = /* @__PURE__ */ lazy(() =>
  requestReship({ shipments: shipments(), standings: standings(), rules: rules(), clock }),
);

export const handler = apiHandler(route, async ({ params, headers, body }, { caller, locale }) => {
  const { reason, note, photos = [], items } = body;
  const { shipment, replayed } = await request()({
    typed: params.orderNumber,
    caller: { userId: caller.userId, isStaff: allows(caller.scopes, 'fulfilment') },
    wish: { reason, photos, ...(note !== undefined && { note }), ...(items !== undefined && { items }) },
    idempotencyKey: headers['idempotency-key'],
  });
  return reply(shipmentBody(shipment, locale), replayed ? { 'idempotent-replayed': 'true' } : {});
});
