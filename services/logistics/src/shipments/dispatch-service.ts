import { lazy } from '@cartless/lambda';
import { buyLabels, clock, holdHeeding, poll, rules, shipments } from '../service.ts';
import { dispatchShipment } from './dispatch-shipment.ts';

/** Hands parcels over, wired. */
export const dispatching = /* @__PURE__ */ lazy(() =>
  dispatchShipment({
    shipments: shipments(),
    rules: rules(),
    buyLabel: buyLabels(),
    heedHold: holdHeeding(),
    poll: poll(),
    clock,
  }),
);
