import { setTimeout as sleep } from 'node:timers/promises';
import { ApiError } from './api-error.ts';
import { findApiRoute } from './api-routes.ts';
import { checkKey } from './check-key.ts';
import type { Fault } from './faults.ts';
import { parseFormTree } from './form-tree.ts';
import { BodyTooLarge, type HttpExchange, readBody, sendText } from './http-exchange.ts';
import { type CallsInFlight, findKeptAnswer, fingerprintOf } from './idempotency.ts';
import { newId } from './new-id.ts';
import { Params } from './params.ts';
import type { Simulator } from './simulator.ts';
import { API_VERSION } from './stripe-objects.ts';

interface ApiAnswer {
  readonly status: number;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Answers one call under `/v1/`: key, fault, idempotency, work. */
export async function answerApiCall(
  simulator: Simulator,
  inFlight: CallsInFlight,
  exchange: HttpExchange,
): Promise<void> {
  const { request, response, method, url } = exchange;
  const requestId = newId('req');
  const headers = { 'request-id': requestId, 'stripe-version': API_VERSION };
  try {
    const body = await readBody(request);
    checkKey(request.headers.authorization, simulator.secretKey);
    const fault = simulator.faults.take(url.pathname);
    const form = method === 'GET' ? url.search.slice(1) : formIn(body, request.headers['content-type']);
    const answer = await answerOnce(simulator, inFlight, { exchange, requestId, form, fault });
    if (fault.mode === 'garbage') {
      sendText(exchange, 200, 'text/html', '<html>upstream: 0xC0FFEE <<<', headers);
    } else if (fault.mode === 'timeout') {
      await sleep(fault.delayMs, undefined, { signal: simulator.stopped });
      response.destroy();
    } else {
      sendText(exchange, answer.status, 'application/json', answer.body, { ...headers, ...answer.headers });
    }
  } catch (error) {
    const refusal = refusalOf(error, simulator);
    sendText(exchange, refusal.status, 'application/json', refusal.toBody(), headers);
  }
}

interface Work {
  readonly exchange: HttpExchange;
  readonly requestId: string;
  readonly form: string;
  readonly fault: Fault;
}

async function answerOnce(simulator: Simulator, inFlight: CallsInFlight, work: Work): Promise<ApiAnswer> {
  const { exchange, requestId, form } = work;
  const key = exchange.method === 'POST' ? exchange.request.headers['idempotency-key'] : undefined;
  if (typeof key !== 'string' || key === '') return carryOut(simulator, work, null);
  const call = { key, endpoint: exchange.url.pathname, fingerprint: fingerprintOf(form) };
  const echo = { 'idempotency-key': key };
  const kept = findKeptAnswer(simulator.state, inFlight, call);
  if (kept !== undefined) {
    const headers = { ...echo, 'idempotent-replayed': 'true', 'original-request': kept.requestId };
    return { status: kept.status, body: kept.body, headers };
  }
  inFlight.set(key, requestId);
  try {
    const { status, body } = await carryOut(simulator, work, key).catch(keptRefusal);
    const { endpoint, fingerprint } = call;
    simulator.state.keptAnswers.set(key, { endpoint, fingerprint, requestId, status, body, at: Date.now() });
    simulator.changed();
    return { status, body, headers: echo };
  } finally {
    inFlight.delete(key);
  }
}

function keptRefusal(error: unknown): ApiAnswer {
  if (error instanceof ApiError && error.kept)
    return { status: error.status, body: error.toBody(), headers: {} };
  throw error;
}

async function carryOut(simulator: Simulator, work: Work, key: string | null): Promise<ApiAnswer> {
  const { exchange, requestId, form, fault } = work;
  if (fault.mode === 'slow') await sleep(fault.delayMs, undefined, { signal: simulator.stopped });
  if (fault.mode === 'error') {
    throw new ApiError('The payment simulator was told to fail.', { status: 500, type: 'api_error' });
  }
  const path = exchange.url.pathname;
  const { route, id } = findApiRoute(exchange.method, path);
  const params = new Params(parseFormTree(form));
  const apiVersion = String(exchange.request.headers['stripe-version'] ?? '');
  const cause = { requestId, idempotencyKey: key };
  const result = route.run({ simulator, params, path, id, cause, apiVersion });
  return { status: 200, body: JSON.stringify(result, null, 2), headers: {} };
}

function formIn(body: string, type: string | undefined): string {
  if (body === '' || type?.startsWith('application/x-www-form-urlencoded')) return body;
  throw new ApiError(
    'Invalid request (check that your POST content type is application/x-www-form-urlencoded).',
  );
}

function refusalOf(error: unknown, { stopped, log }: Simulator): ApiError {
  if (error instanceof ApiError) return error;
  if (error instanceof BodyTooLarge) return new ApiError(error.message, { status: 413 });
  const status = stopped.aborted ? 503 : 500;
  if (!stopped.aborted) log(`failed on its own: ${error instanceof Error ? error.stack : String(error)}`);
  const message = stopped.aborted
    ? 'The payment simulator is stopping.'
    : `The payment simulator failed: ${String(error)}`;
  return new ApiError(message, { status, type: 'api_error' });
}
