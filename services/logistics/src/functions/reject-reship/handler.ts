import { apiHandler } from '@cartless/lambda';
import { shipmentBody } from '../../api/shipment-body.ts';
import { rejectReship } from '../../application/decide-reship.ts';
import { clock, rules, shipments } from '../../container.ts';
import { lazy } from '../../lazy.ts';
import { route } from './route.ts';

const reject = lazy(() => rejectReship({ shipments: shipments(), rules: rules(), clock }));

export const handler = apiHandler(route, async ({ params, body }) =>
  shipmentBody(await reject()(params.shipmentId, body.reason)),
);
