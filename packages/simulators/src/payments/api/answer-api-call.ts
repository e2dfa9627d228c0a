import { type Answer, HANG_UP, indentedJson } from '../../kit/answer.ts';
import { readBody } from '../../kit/body.ts';
import { type Fault, type FaultMenu, Spoilt } from '../../kit/faults.ts';
import { Refusal } from '../../kit/refusal.ts';
import type { Call } from '../../kit/server.ts';
import type { Simulator } from '../simulator.ts';
import { API_VERSION, newId } from '../stripe-objects.ts';
import { ApiError, asApiError } from './api-error.ts';
import { findApiRoute } from './api-routes.ts';
import { checkKey } from './check-key.ts';
import { parseFormTree } from './form-tree.ts';
import { type CallsInFlight, findKeptAnswer, fingerprintOf } from './idempotency.ts';
import { Params } from './params.ts';

/** A lost answer is what idempotency keys are for, so `timeout` and `garbage` always come after the work. */
export const STRIPE_FAULTS: FaultMenu = {
  spoilt: {
    error: () =>
      new ApiError('The payment simulator was told to fail.', { status: 500, type: 'api_error' }).toAnswer(),
    garbage: () => ({ status: 200, type: 'text/html', body: '<html>upstream: 0xC0FFEE <<<' }),
  },
  takesEffect: ['timeout', 'garbage'],
  paths: '/v1/',
};

/** Answers one call under `/v1/`: key, fault, idempotency, work. */
export async function answerApiCall(
  simulator: Simulator,
  inFlight: CallsInFlight,
  call: Call,
): Promise<Answer> {
  const requestId = newId('req');
  const answer = await answerOrRefusal(simulator, inFlight, call, requestId);
  const headers = { 'request-id': requestId, 'stripe-version': API_VERSION, ...answer.headers };
  return answer === HANG_UP ? answer : { ...answer, headers };
}

async function answerOrRefusal(
  simulator: Simulator,
  inFlight: CallsInFlight,
  call: Call,
  requestId: string,
): Promise<Answer> {
  const { request, method, url, path } = call;
  try {
    const body = await readBody(request);
    checkKey(request.headers.authorization, simulator.secretKey);
    const fault = simulator.faults.take(path);
    const form = method === 'GET' ? url.search.slice(1) : formIn(body, request.headers['content-type']);
    const answer = await answerOnce(simulator, inFlight, { call, requestId, form, fault });
    return await simulator.faults.after(fault, answer);
  } catch (error) {
    if (error instanceof Spoilt) return error.answer;
    if (error instanceof Refusal) return asApiError(error).toAnswer();
    throw error;
  }
}

interface Work {
  readonly call: Call;
  readonly requestId: string;
  readonly form: string;
  readonly fault: Fault;
}

async function answerOnce(simulator: Simulator, inFlight: CallsInFlight, work: Work): Promise<Answer> {
  const { call, requestId, form } = work;
  const key = call.method === 'POST' ? call.request.headers['idempotency-key'] : undefined;
  if (typeof key !== 'string' || key === '') return carryOut(simulator, work, null);
  const keyed = { key, endpoint: call.path, fingerprint: fingerprintOf(form) };
  const echo = { 'idempotency-key': key };
  const kept = findKeptAnswer(simulator.state, inFlight, keyed);
  if (kept !== undefined) {
    const headers = { ...echo, 'idempotent-replayed': 'true', 'original-request': kept.requestId };
    return { status: kept.status, type: 'application/json', body: kept.body, headers };
  }
  inFlight.set(key, requestId);
  try {
    const { status, type, body } = await carryOut(simulator, work, key).catch(keptRefusal);
    const { endpoint, fingerprint } = keyed;
    simulator.state.keptAnswers.set(key, { endpoint, fingerprint, requestId, status, body, at: Date.now() });
    simulator.changed();
    return { status, type, body, headers: echo };
  } finally {
    inFlight.delete(key);
  }
}

function keptRefusal(error: unknown): Answer {
  if (error instanceof ApiError && error.kept) return error.toAnswer();
  throw error;
}

async function carryOut(simulator: Simulator, work: Work, key: string | null): Promise<Answer> {
  const { call, requestId, form, fault } = work;
  await simulator.faults.before(fault);
  const { method, path, request } = call;
  const { route, id } = findApiRoute(method, path);
  const params = new Params(parseFormTree(form));
  const apiVersion = String(request.headers['stripe-version'] ?? '');
  const cause = { requestId, idempotencyKey: key };
  return indentedJson(200, route.run({ simulator, params, path, id, cause, apiVersion }));
}

function formIn(body: string, type: string | undefined): string {
  if (body === '' || type?.startsWith('application/x-www-form-urlencoded')) return body;
  throw new ApiError(
    'Invalid request (check that your POST content type is application/x-www-form-urlencoded).',
  );
}
