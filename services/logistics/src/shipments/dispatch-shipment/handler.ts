import { apiHandler, lazy } from '@cartless/lambda';
import { admit } from '../../accounts/accounts-service.ts';
import { shipmentBody } from '../shipment-body.ts';
import { dispatchShipment } from '../dispatch-shipment.ts';
import { buyLabels, clock, holdHeeding, poll, rules, shipments } from '../../service.ts';
import { route } from './route.ts';

const dispatch = /* @__PURE__ */ lazy(() =>
  dispatchShipment({
    shipments: shipments(),
    rules: rules(),
    buyLabel: buyLabels(),
    heedHold: holdHeeding(),
    poll: poll(),
    clock,
  }),
);

export const handler = apiHandler(
  route,
  async ({ params, body }) => shipmentBody(await dispatch()(params.shipmentId, body)),
  { admit },
);
