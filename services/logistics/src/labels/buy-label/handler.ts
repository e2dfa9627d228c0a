import { ShipmentCreated } from '@cartless/domain';
import { lazy, on, queueHandler, readConfig } from '@cartless/lambda';
import { buyLabelInBackground } from '../buy-label.ts';
import { DispatchConfig } from '../../config.ts';
import { buyLabels, clock, shipments } from '../../service.ts';

const buy = /* @__PURE__ */ lazy(() => {
  const { AUTO_DISPATCH: dispatch } = readConfig(DispatchConfig);
  return buyLabelInBackground({ shipments: shipments(), clock, buy: buyLabels(), dispatch });
});

export const handler = queueHandler(on(ShipmentCreated, ({ data }) => buy()(data.shipmentId)));
