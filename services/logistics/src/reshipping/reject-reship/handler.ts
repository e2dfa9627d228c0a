import { apiHandler, lazy } from '@cartless/lambda';
import { admit } from '../../accounts/accounts-service.ts';
import { shipmentBody } from '../../shipments/shipment-body.ts';
import { rejectReship } from '../decide-reship.ts';
import { clock, rules, shipments } from '../../service.ts';
import { route } from './route.ts';

const reject = /* @__PURE__ */ lazy(() => rejectReship({ shipments: shipments(), rules: rules(), clock }));

export const handler = apiHandler(
  route,
  async ({ params, body }, { locale }) =>
    shipmentBody(await reject()(params.shipmentId, body.reason), locale),
  { admit },
);
