import { apiHandler, lazy } from '@cartless/lambda';
import { summaryBody } from '../shipment-body.ts';
import { listShipments } from '../list-shipments.ts';
import { storedShipments } from '../../service.ts';
import { route } from './route.ts';

const list = /* @__PURE__ */ lazy(() => listShipments({ shipments: storedShipments() }));

export const handler = apiHandler(route, async ({ query }, { locale }) => {
  const { items, nextCursor } = await list()(query);
  return { items: items.map((summary) => summaryBody(summary, locale)), nextCursor };
});
