import type { IncomingMessage, ServerResponse } from 'node:http';
import { html, refusal, seeOther, send, type Answer } from './answer.ts';
import { API_ROUTES } from './api-routes.ts';
import { CarrierError } from './carrier-error.ts';
import { checkApiKey } from './check-api-key.ts';
import { CONTROL_ROUTES } from './control-routes.ts';
import { spoilAnswer, takeFault, waitForSlow } from './faults.ts';
import { indexPage } from './index-page.ts';
import { labelPage } from './label-page.ts';
import { parseControlBody, parseJsonBody, readBody } from './read-body.ts';
import { refusalPage } from './refusal-page.ts';
import { checkOrigin } from './check-origin.ts';
import { findRoute, matchRoute } from './route-table.ts';
import type { Simulator } from './simulator.ts';

export interface RequestContext {
  simulator: Simulator;
  /** Keeps the state before a call that changed something is answered. */
  save: () => Promise<void>;
  stopped: AbortSignal;
}

/** Answers any request; never rejects. */
export async function handleRequest(
  context: RequestContext,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { simulator } = context;
  try {
    const url = URL.parse(request.url?.replace(/^\/+/, '/') ?? '/', 'http://simulator');
    if (url === null)
      throw new CarrierError(400, 'BAD_REQUEST', 'The address of the request cannot be read.');
    if (url.pathname === '/v2' || url.pathname.startsWith('/v2/'))
      await handleApi(context, request, response, url);
    else if (url.pathname.startsWith('/_control/'))
      send(response, await handleControl(context, request, url));
    else send(response, handlePage(simulator, request, url));
  } catch (error) {
    send(response, refusal(asCarrierError(simulator, error)));
  }
}

const asCarrierError = (simulator: Simulator, error: unknown): CarrierError => {
  if (error instanceof CarrierError) return error;
  simulator.log(`unexpected: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  return new CarrierError(500, 'INTERNAL_SERVER_ERROR', 'The carrier simulator failed. Its log says why.');
};

async function handleApi(
  context: RequestContext,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
): Promise<void> {
  countCall(context.simulator, request.method ?? 'GET', url.pathname);
  const fault = takeFault(context.simulator.state, url.pathname);
  const body = readBody(request);
  body.catch(() => undefined); // it may fail while a slow call waits; whoever awaits it later hears of that
  if (fault === undefined || fault.mode === 'slow' || fault.takesEffect) {
    if (fault?.mode === 'slow') await waitForSlow(fault, context.stopped);
    const answer = await answerApi(context, request, url, body);
    if (fault === undefined || fault.mode === 'slow') return send(response, answer);
  } else {
    await body.catch(() => undefined); // a spoilt call is spoilt whatever it carried
  }
  context.simulator.log(`${request.method} ${url.pathname} was hit by the fault ${fault.mode}`);
  await spoilAnswer(response, fault, context.stopped);
}

/** Every call counts, also one that is refused or hit by a fault. */
function countCall({ state: { calls } }: Simulator, method: string, path: string): void {
  const known = findRoute(API_ROUTES, method, path);
  const name = known === undefined ? 'unsupported' : `${method} ${known.route.path}`;
  calls[name] = (calls[name] ?? 0) + 1;
}

async function answerApi(
  context: RequestContext,
  request: IncomingMessage,
  url: URL,
  body: Promise<string>,
): Promise<Answer> {
  const { simulator } = context;
  const method = request.method ?? 'GET';
  try {
    const text = await body;
    checkApiKey(request.headers.authorization, simulator.apiKey);
    const { route, values } = matchRoute(API_ROUTES, method, url.pathname);
    const input = method === 'POST' ? parseJsonBody(text) : {};
    const answer = route.run({ simulator, id: values[0] ?? '', query: url.searchParams, input });
    if (method === 'POST') await context.save();
    return answer;
  } catch (error) {
    return refusal(asCarrierError(simulator, error));
  }
}

async function handleControl(context: RequestContext, request: IncomingMessage, url: URL): Promise<Answer> {
  const { simulator } = context;
  const page = request.headers.accept?.includes('text/html') ?? false;
  try {
    checkOrigin(request.headers.origin);
    const text = await readBody(request);
    const { route, values } = matchRoute(CONTROL_ROUTES, request.method ?? 'GET', url.pathname);
    const input =
      route.method === 'POST' ? parseControlBody(text, request.headers['content-type'] ?? '') : {};
    const answer = route.run({ simulator, value: values[0] ?? '', input });
    if (route.method === 'GET') return answer;
    await context.save();
    return page ? seeOther('/?done=1') : answer;
  } catch (error) {
    const refused = asCarrierError(simulator, error);
    return page
      ? html(refused.status, refusalPage(refused, request.headers['accept-language']))
      : refusal(refused);
  }
}

function handlePage(simulator: Simulator, request: IncomingMessage, url: URL): Answer {
  const { method = 'GET' } = request;
  if (method !== 'GET' && method !== 'HEAD') {
    throw new CarrierError(
      404,
      'NOT_FOUND',
      `The carrier simulator does not support ${method} ${url.pathname}.`,
    );
  }
  if (url.pathname === '/') {
    return html(200, indexPage(simulator, request.headers['accept-language'], url.searchParams.has('done')));
  }
  const label = /^\/labels\/(pl_[0-9a-f]{32})$/.exec(url.pathname)?.[1];
  const record = label && simulator.state.shipments.find((candidate) => candidate.label?.id === label);
  if (record) return html(200, labelPage(record));
  throw new CarrierError(404, 'NOT_FOUND', `The carrier simulator has nothing at ${url.pathname}.`);
}
