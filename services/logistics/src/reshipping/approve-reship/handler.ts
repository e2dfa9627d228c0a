import { apiHandler, lazy } from '@cartless/lambda';
import { admit } from '../../accounts/accounts-service.ts';
import { shipmentBody } from '../../shipments/shipment-body.ts';
import { approveReship } from '../decide-reship.ts';
import { clock, rules, shipments } from '../../service.ts';
import { route } from './route.ts';

const approve = /* @__PURE__ */ lazy(() => approveReship({ shipments: shipments(), rules: rules(), clock }));

export const handler = apiHandler(
  route,
  async ({ params }, { locale }) => shipmentBody(await approve()(params.shipmentId), locale),
  { admit },
);
