import { apiHandler, lazy } from '@cartless/lambda';
import { admit } from '../../accounts/accounts-service.ts';
import { clock, holds, shipments, standings } from '../../service.ts';
import { shipmentBody } from '../../shipments/shipment-body.ts';
import { releaseShipment } from '../follow-dispute.ts';
import { route } from './route.ts';

const release = /* @__PURE__ */ lazy(() =>
  releaseShipment({ shipments: shipments(), holds: holds(), standings: standings(), clock }),
);

export const handler = apiHandler(
  route,
  async ({ params }, { locale }) => shipmentBody(await release()(params.shipmentId), locale),
  { admit },
);
