import { apiHandler } from '@cartless/lambda';
import { shipmentBody } from '../../api/shipment-body.ts';
import { dispatchShipment } from '../../application/dispatch-shipment.ts';
import { buyLabels, clock, poll, shipments } from '../../container.ts';
import { lazy } from '../../lazy.ts';
import { route } from './route.ts';

const dispatch = lazy(() =>
  dispatchShipment({ shipments: shipments(), buyLabel: buyLabels(), poll: poll(), clock }),
);

export const handler = apiHandler(route, async ({ params, body }) =>
  shipmentBody(await dispatch()(params.shipmentId, body.carrier)),
);
