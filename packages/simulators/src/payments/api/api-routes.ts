import { findRoute, type Route } from '../../kit/routes.ts';
import type { SessionRecord } from '../payment-state.ts';
import { refundPayment } from '../refunds/refund-payment.ts';
import { createSession } from '../sessions/create-session.ts';
import { expireSession } from '../sessions/settle-session.ts';
import type { Cause, Simulator } from '../simulator.ts';
import { ApiError, notFound } from './api-error.ts';
import { expandList, expandObject } from './expand-object.ts';
import { createdFilter, listPage } from './list.ts';
import type { Params } from './params.ts';

export interface ApiCall {
  readonly simulator: Simulator;
  readonly params: Params;
  readonly path: string;
  readonly id: string;
  readonly cause: Cause;
  /** The `Stripe-Version` of the call, which begins with a date; empty when it names none. */
  readonly apiVersion: string;
}

type ApiRoute = Route<(call: ApiCall) => object>;

const ROUTES: readonly ApiRoute[] = [
  { method: 'POST', path: '/v1/checkout/sessions', run: createSessionCall },
  { method: 'GET', path: '/v1/checkout/sessions', run: listSessions },
  { method: 'GET', path: '/v1/checkout/sessions/:id', run: (call) => one(call, findSession(call).session) },
  { method: 'GET', path: '/v1/checkout/sessions/:id/line_items', run: listLineItems },
  { method: 'POST', path: '/v1/checkout/sessions/:id/expire', run: expireSessionCall },
  { method: 'GET', path: '/v1/payment_intents', run: (call) => many(call, values(call, 'paymentIntents')) },
  {
    method: 'GET',
    path: '/v1/payment_intents/:id',
    run: (call) => one(call, found(call, 'paymentIntents', 'payment_intent')),
  },
  { method: 'GET', path: '/v1/charges', run: (call) => many(call, ofIntent(call, values(call, 'charges'))) },
  { method: 'GET', path: '/v1/charges/:id', run: (call) => one(call, found(call, 'charges', 'charge')) },
  { method: 'POST', path: '/v1/refunds', run: createRefundCall },
  { method: 'GET', path: '/v1/refunds', run: listRefunds },
  { method: 'GET', path: '/v1/refunds/:id', run: (call) => one(call, found(call, 'refunds', 'refund')) },
  { method: 'GET', path: '/v1/disputes', run: listDisputes },
  { method: 'GET', path: '/v1/disputes/:id', run: (call) => one(call, found(call, 'disputes', 'dispute')) },
  { method: 'GET', path: '/v1/events', run: listEvents },
  { method: 'GET', path: '/v1/events/:id', run: (call) => one(call, found(call, 'events', 'event')) },
];

/**
 * Finds the route for a method and path.
 *
 * @throws ApiError (404) that lists what is supported.
 */
export function findApiRoute(method: string, path: string): { route: ApiRoute; id: string } {
  const found = findRoute(ROUTES, method, path);
  if (found !== undefined) return { route: found.route, id: found.values[0] ?? '' };
  const supported = ROUTES.map((route) => `${route.method} ${route.path}`).join(', ');
  const message = `Unrecognized request URL (${method}: ${path}). The payment simulator supports only: ${supported}.`;
  throw new ApiError(message, { status: 404 });
}

function createSessionCall(call: ApiCall): object {
  const expand = call.params.texts('expand');
  const { session } = createSession(call.simulator, call.params, call.apiVersion);
  return expandObject(call.simulator.state, session, expand);
}

function expireSessionCall(call: ApiCall): object {
  const expand = call.params.texts('expand');
  call.params.refuseUnread();
  const record = findSession(call);
  expireSession(call.simulator, record, call.cause);
  return expandObject(call.simulator.state, record.session, expand);
}

function createRefundCall(call: ApiCall): object {
  const expand = call.params.texts('expand');
  return expandObject(call.simulator.state, refundPayment(call.simulator, call.params, call.cause), expand);
}

function listSessions(call: ApiCall): object {
  const status = call.params.oneOf('status', ['open', 'complete', 'expired']);
  const sessions = [...call.simulator.state.sessions.values()].map(({ session }) => session).toReversed();
  const wanted = sessions.filter((session) => status === undefined || session.status === status);
  return many(call, ofIntent(call, wanted));
}

function listLineItems(call: ApiCall): object {
  return listPage(call.path, findSession(call).lineItems, call.params);
}

function listRefunds(call: ApiCall): object {
  const charge = call.params.text('charge');
  const refunds = values(call, 'refunds').filter(
    (refund) => charge === undefined || refund.charge === charge,
  );
  return many(call, ofIntent(call, refunds));
}

function listDisputes(call: ApiCall): object {
  const charge = call.params.text('charge');
  const disputes = values(call, 'disputes').filter(
    (dispute) => charge === undefined || dispute.charge === charge,
  );
  return many(call, ofIntent(call, disputes));
}

function listEvents(call: ApiCall): object {
  const type = call.params.text('type');
  const types = type === undefined ? call.params.texts('types') : [type];
  const delivered = call.params.oneOf('delivery_success', ['true', 'false']);
  const events = values(call, 'events').filter(
    (event) =>
      (types.length === 0 || types.includes(event.type)) &&
      (delivered === undefined || (event.pending_webhooks === 0) === (delivered === 'true')),
  );
  return many(call, events);
}

type ObjectMap = 'paymentIntents' | 'charges' | 'refunds' | 'disputes' | 'events';

function values<K extends ObjectMap>({ simulator }: ApiCall, name: K): ObjectsIn<K>[] {
  return [...simulator.state[name].values()].toReversed() as ObjectsIn<K>[];
}

type ObjectsIn<K extends ObjectMap> = Simulator['state'][K] extends Map<string, infer T> ? T : never;

function found({ simulator, id }: ApiCall, name: ObjectMap, kind: string): object {
  const object = simulator.state[name].get(id);
  if (object === undefined) throw notFound(kind, id);
  return object;
}

function findSession({ simulator, id }: ApiCall): SessionRecord {
  const record = simulator.state.sessions.get(id);
  if (record === undefined) throw notFound('checkout.session', id, 'session');
  return record;
}

function ofIntent<T extends { payment_intent: string | null }>(
  { params }: ApiCall,
  items: readonly T[],
): T[] {
  const intent = params.text('payment_intent');
  return items.filter((item) => intent === undefined || item.payment_intent === intent);
}

function one(call: ApiCall, object: object): object {
  const expand = call.params.texts('expand');
  call.params.refuseUnread();
  return expandObject(call.simulator.state, object, expand);
}

function many<T extends { id: string; object: string; created: number }>(
  call: ApiCall,
  items: readonly T[],
): object {
  const expand = call.params.texts('expand');
  const page = listPage(call.path, items.filter(createdFilter(call.params)), call.params);
  return expandList(call.simulator.state, page, expand);
}
