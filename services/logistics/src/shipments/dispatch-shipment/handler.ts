import { apiHandler } from '@cartless/lambda';
import { admit } from '../../accounts/accounts-service.ts';
import { shipmentBody } from '../shipment-body.ts';
import { dispatching } from '../dispatch-service.ts';
import { route } from './route.ts';

export const handler = apiHandler(
  route,
  async ({ params, body }, { locale }) => shipmentBody(await dispatching()(params.shipmentId, body), locale),
  { admit },
);
