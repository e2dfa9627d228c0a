import { type Answer, json } from '../../kit/answer.ts';
import { FieldReader, type Input, isInput } from '../../kit/fields.ts';
import { cutPage, type ListPage } from '../../kit/list-page.ts';
import { Refusal } from '../../kit/refusal.ts';
import type { Route } from '../../kit/routes.ts';
import { buyShipment } from '../shipments/buy-shipment.ts';
import { convertLabel } from '../shipments/convert-label.ts';
import { createShipment, findShipment } from '../shipments/create-shipment.ts';
import { refundShipment } from '../shipments/refund-shipment.ts';
import { showShipment } from '../shipments/show-shipment.ts';
import type { Simulator } from '../simulator.ts';
import { createTracker } from '../tracking/create-tracker.ts';
import { findTracker, showTracker } from '../tracking/find-tracker.ts';

interface ApiCall {
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
    method: 'GET',
    path: '/v2/shipments/:id/label',
    run: ({ simulator, id, query }) => {
      const record = findShipment(simulator, id);
      convertLabel(record, query);
      return json(200, showShipment(simulator, record));
    },
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
  const fields = new FieldReader(Object.fromEntries(query));
  const purchased = fields.boolean('purchased') ?? true;
  fields.refuseProblems('PARAMETERS.INVALID', INVALID_LIST);
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

const INVALID_LIST = 'One or more parameters of the list were invalid.';

/**
 * Cuts one page as EasyPost does: newest first, `page_size` 1–100 (20 unless told), `before_id` and `after_id`.
 *
 * @param items oldest first.
 */
function listPage<T>(items: readonly T[], idOf: (item: T) => string, query: URLSearchParams): ListPage<T> {
  const newestFirst = items.toReversed();
  const fields = new FieldReader(Object.fromEntries(query));
  const size = Math.floor(fields.number('page_size', { min: 1, max: 100 }) ?? 20);
  const positionOf = (name: string): number | undefined => {
    const id = fields.text(name);
    if (id === null) return undefined;
    const position = newestFirst.findIndex((item) => idOf(item) === id);
    if (position === -1) fields.problem(name, 'is not the id of anything in this list');
    return position;
  };
  const bounds = { size, olderThan: positionOf('before_id'), newerThan: positionOf('after_id') };
  fields.refuseProblems('PARAMETERS.INVALID', INVALID_LIST);
  return cutPage(newestFirst, bounds);
}

/** The object under `name`, as in `{shipment: {…}}`. @throws Refusal 422 when it is not there. */
function wrapped(input: Input, name: string): Input {
  const inner = input[name];
  if (isInput(inner)) return inner;
  const problem = { field: name, message: `is required: send {"${name}": {…}}` };
  throw new Refusal(422, 'PARAMETER.REQUIRED', `Missing required parameter: ${name}.`, [problem]);
}
