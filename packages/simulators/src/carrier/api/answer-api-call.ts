import { type Answer, json } from '../../kit/answer.ts';
import { keyIn } from '../../kit/api-key.ts';
import { parseJson, readBody } from '../../kit/body.ts';
import { type FaultMenu, Spoilt } from '../../kit/faults.ts';
import { Refusal } from '../../kit/refusal.ts';
import { findRoute, matchRoute } from '../../kit/routes.ts';
import type { Call } from '../../kit/server.ts';
import type { Simulator } from '../simulator.ts';
import { API_ROUTES } from './api-routes.ts';

export const CARRIER = 'carrier simulator';

/** A refusal in EasyPost's shape. */
export function refuse({ status, code, message, problems }: Refusal): Answer {
  const errors = problems.map((problem) => ({ ...problem, suggestion: null }));
  return json(status, { error: { code, message, errors } });
}

const told = (status: number, code: string, message: string): Answer =>
  refuse(new Refusal(status, code, message));
const BAD_GATEWAY =
  '<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>';

export const EASYPOST_FAULTS: FaultMenu = {
  spoilt: {
    error: () => told(500, 'INTERNAL_SERVER_ERROR', 'The simulator was told to answer with an error.'),
    garbage: () => ({ status: 200, type: 'application/json', body: '{"id":"shp_' }),
    'rate-limit': () => ({
      ...told(429, 'RATE_LIMITED', 'Too many requests. The simulator was told to say so.'),
      headers: { 'retry-after': '1' },
    }),
    html: () => ({ status: 502, type: 'text/html', body: BAD_GATEWAY }),
  },
  takesEffect: 'as-told',
  paths: '/',
};

/** Answers one call under `/v2/`: count, fault, key, work. */
export async function answerApiCall(simulator: Simulator, call: Call): Promise<Answer> {
  const { faults, log } = simulator;
  countCall(simulator, call);
  const fault = faults.take(call.path);
  if (fault.mode !== 'none') log(`${call.method} ${call.path} is hit by the fault ${fault.mode}`);
  try {
    const text = await readBody(call.request);
    await faults.before(fault);
    return await faults.after(fault, await carryOut(simulator, call, text));
  } catch (error) {
    if (error instanceof Spoilt) return error.answer;
    throw error;
  }
}

/** Every call counts, also one that is refused or hit by a fault. */
function countCall({ state: { calls } }: Simulator, { method, path }: Call): void {
  const known = findRoute(API_ROUTES, method, path);
  const name = known === undefined ? 'unsupported' : `${method} ${known.route.path}`;
  calls[name] = (calls[name] ?? 0) + 1;
}

async function carryOut(simulator: Simulator, call: Call, text: string): Promise<Answer> {
  try {
    checkKey(call.request.headers.authorization, simulator.apiKey);
    const { route, values } = matchRoute(API_ROUTES, call, CARRIER);
    const posted = route.method === 'POST';
    const input = posted ? parseJson(text) : {};
    const answer = route.run({ simulator, id: values[0] ?? '', query: call.url.searchParams, input });
    if (posted) await simulator.save();
    return answer;
  } catch (error) {
    if (error instanceof Refusal) return refuse(error);
    throw error;
  }
}

/** Without a configured key any is good, but there must be one. @throws Refusal 401 */
function checkKey(authorization: string | undefined, expected: string | undefined): void {
  const key = keyIn(authorization, ['basic']);
  if (key !== undefined && (expected === undefined || key === expected)) return;
  const message =
    'The API key is missing or wrong. Send it as the user name of HTTP Basic authentication, with no password.';
  throw new Refusal(401, 'UNAUTHORIZED', message);
}
