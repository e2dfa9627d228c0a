import { apiHandler, lazy, readConfig, wantsPage } from '@cartless/lambda';
import { SlipConfig } from '../../config.ts';
import { rules, storedShipments } from '../../service.ts';
import { packingSlip } from '../packing-slip.ts';
import { slipPage } from '../slip-page.ts';
import { route } from './route.ts';

const shop = /* @__PURE__ */ lazy(() => ({
  origin: rules().origin,
  siteUrl: readConfig(SlipConfig).SITE_URL,
}));

export const handler = apiHandler(route, async ({ params, headers }, { locale }) => {
  const slip = packingSlip(await storedShipments().read(params.shipmentId), locale);
  return wantsPage(headers.accept) ? slipPage(slip, shop()) : slip;
});
