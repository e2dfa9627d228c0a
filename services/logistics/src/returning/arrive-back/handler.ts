import { apiHandler } from '@cartless/lambda';
import { admit } from '../../accounts/accounts-service.ts';
import { clock, shipments } from '../../service.ts';
import { shipmentBody } from '../../shipments/shipment-body.ts';
import { arriveBack } from '../arrival.ts';
import { route } from './route.ts';

export const handler = apiHandler(
  route,
  async ({ params, body }, { locale }) =>
    shipmentBody(
      await shipments().change(params.shipmentId, (shipment) => arriveBack(shipment, body.fit, clock())),
      locale,
    ),
  { admit },
);
