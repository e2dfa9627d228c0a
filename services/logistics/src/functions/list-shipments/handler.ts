import { apiHandler } from '@cartless/lambda';
import { summaryBody } from '../../api/shipment-body.ts';
import { listShipments } from '../../application/list-shipments.ts';
import { shipments } from '../../container.ts';
import { lazy } from '../../lazy.ts';
import { route } from './route.ts';

const list = lazy(() => listShipments({ shipments: shipments() }));

export const handler = apiHandler(route, async ({ query }) => {
  const { items, nextCursor } = await list()(query);
  return { items: items.map(summaryBody), nextCursor };
});
