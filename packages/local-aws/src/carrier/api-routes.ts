import { json, type Answer } from './answer.ts';
import { createTracker } from './create-tracker.ts';
import { findTracker } from './find-tracker.ts';
import { readFields, refuseProblems, type Input } from './input-fields.ts';
import { listPage } from './list-page.ts';
import { wrapped } from './read-body.ts';
import { refundShipment } from './refund-shipment.ts';
import type { Route } from './route-table.ts';
import { buyShipment, createShipment, findShipment } from './shipments.ts';
import { showShipment } from './show-shipment.ts';
import { showTracker } from './show-tracker.ts';
import type { Simulator } from './simulator.ts';

export interface ApiCall {
  simulator: Simulator;
  id: string;
  query: URLSearchParams;
  input: Input;
}

/** EasyPost's v2 API, as far as the simulator knows it. */
export const API_ROUTES: readonly Route<(call: ApiCall) => Answer>[] = [
  {
    method: 'POST',
    path: '/v2/shipments',
    run: ({ simulator, input }) =>
      json(201, showShipment(simulator, createShipment(simulator, wrapped(input, 'shipment')))),
  },
  { method: 'GET', path: '/v2/shipments', run: listShipments },
  {
    method: 'GET',
    path: '/v2/shipments/:id',
    run: ({ simulator, id }) => json(200, showShipment(simulator, findShipment(simulator, id))),
  },
  {
    method: 'POST',
    path: '/v2/shipments/:id/buy',
    run: ({ simulator, id, input }) => {
      const record = findShipment(simulator, id);
      buyShipment(simulator, record, input);
      return json(200, showShipment(simulator, record));
    },
  },
  {
    method: 'POST',
    path: '/v2/shipments/:id/refund',
    run: ({ simulator, id }) => {
      const record = findShipment(simulator, id);
      refundShipment(simulator, record);
      return json(200, showShipment(simulator, record));
    },
  },
  {
    method: 'POST',
    path: '/v2/trackers',
    run: ({ simulator, input }) =>
      json(200, showTracker(simulator, createTracker(simulator, wrapped(input, 'tracker')))),
  },
  { method: 'GET', path: '/v2/trackers', run: listTrackers },
  {
    method: 'GET',
    path: '/v2/trackers/:id',
    run: ({ simulator, id }) => json(200, showTracker(simulator, findTracker(simulator, id))),
  },
];

/** Bought shipments only, unless `purchased=false`: EasyPost's own default. */
function listShipments({ simulator, query }: ApiCall): Answer {
  const fields = readFields(Object.fromEntries(query));
  const purchased = fields.boolean('purchased') ?? true;
  refuseProblems(fields.problems, 'PARAMETERS.INVALID', 'One or more parameters of the list were invalid.');
  const wanted = simulator.state.shipments.filter((record) => !purchased || record.trackerId !== null);
  const page = listPage(wanted, ({ shipment }) => shipment.id, query);
  return json(200, {
    shipments: page.items.map((record) => showShipment(simulator, record)),
    has_more: page.hasMore,
  });
}

function listTrackers({ simulator, query }: ApiCall): Answer {
  const code = query.get('tracking_code');
  const carrier = query.get('carrier');
  const wanted = simulator.state.trackers.filter(
    ({ tracker }) =>
      (code === null || tracker.tracking_code === code) && (carrier === null || tracker.carrier === carrier),
  );
  const page = listPage(wanted, ({ tracker }) => tracker.id, query);
  return json(200, {
    trackers: page.items.map((record) => showTracker(simulator, record)),
    has_more: page.hasMore,
  });
}
