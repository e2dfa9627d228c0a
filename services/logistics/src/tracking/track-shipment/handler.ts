import { allows } from '@cartless/domain';
import { apiHandler, lazy, log, readConfig, stageSecret } from '@cartless/lambda';
import { trackingCache } from '../tracking-cache.ts';
import { askCarrier } from '../ask-carrier.ts';
import { trackShipment } from '../track-shipment.ts';
import { TableConfig, TrackingConfig } from '../../config.ts';
import { clock, poll, shipments, shoppersCarriers } from '../../service.ts';
import { route } from './route.ts';

const track = /* @__PURE__ */ lazy(() => {
  const config = readConfig(TrackingConfig);
  return trackShipment({
    shipments: shipments(),
    askCarrier: askCarrier({ shipments: shipments(), carriers: shoppersCarriers(), poll: poll(), clock }),
    cache: trackingCache({
      table: readConfig(TableConfig).DB_TABLE_LOGISTICS,
      ...(config.REDIS_URL_PARAMETER && { redis: stageSecret('REDIS_URL_PARAMETER') }),
      clock,
    }),
    clock,
    refreshSeconds: config.REFRESH_SECONDS,
    notice: (what, error) => log.error(what, { error }),
  });
});

export const handler = apiHandler(route, ({ params }, { caller: { userId, scopes } }) =>
  track()(params.orderNumber, { userId, isStaff: allows(scopes, 'support', 'fulfilment') }),
);
