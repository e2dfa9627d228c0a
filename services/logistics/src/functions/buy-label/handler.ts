import { ShipmentCreated } from '@cartless/domain';
import { on, queueHandler, readConfig } from '@cartless/lambda';
import { buyLabelInBackground } from '../../application/buy-label.ts';
import { DispatchConfig } from '../../config.ts';
import { buyLabels, clock, shipments } from '../../container.ts';
import { lazy } from '../../lazy.ts';

const buy = lazy(() => {
  const { AUTO_DISPATCH: dispatch } = readConfig(DispatchConfig);
  return buyLabelInBackground({ shipments: shipments(), clock, buy: buyLabels(), dispatch });
});

export const handler = queueHandler(on(ShipmentCreated, ({ data }) => buy()(data.shipmentId)));
