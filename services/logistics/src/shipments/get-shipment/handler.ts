import { apiHandler } from '@cartless/lambda';
import { shipments } from '../../service.ts';
import { packingBody } from '../shipment-body.ts';
import { route } from './route.ts';

export const handler = apiHandler(route, async ({ params }) =>
  packingBody(await shipments().read(params.shipmentId)),
);
