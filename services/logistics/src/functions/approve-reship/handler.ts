import { apiHandler } from '@cartless/lambda';
import { shipmentBody } from '../../api/shipment-body.ts';
import { approveReship } from '../../application/decide-reship.ts';
import { clock, rules, shipments } from '../../container.ts';
import { lazy } from '../../lazy.ts';
import { route } from './route.ts';

const approve = lazy(() => approveReship({ shipments: shipments(), rules: rules(), clock }));

export const handler = apiHandler(route, async ({ params }) =>
  shipmentBody(await approve()(params.shipmentId)),
);
