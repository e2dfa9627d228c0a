import { KEYED_ROUTES, PUBLIC_ROUTES } from '../generated/routes.ts';
import type { AnyProblem } from '../problems/client-problem.ts';
import { clientProblem } from '../problems/client-texts.ts';
import { readProblem } from '../problems/read-problem.ts';
import { ShopError } from '../problems/shop-error.ts';
import type { Settings } from '../settings.ts';
import { newIdempotencyKey } from './idempotency-key.ts';
import type { CallOptions, Method, ParseAs, Result } from './operations.ts';
import { type Params, readAnswer, requestOf } from './request.ts';
import { type Plan, send } from './send.ts';

/** Parameters, body and options of a call whose types were checked where it was made. */
type Init = CallOptions & Readonly<{ params?: Params; body?: unknown; parseAs?: ParseAs }>;
/** Gives the access token, when somebody is logged in. */
export type Tokens = Readonly<{
  token(): Promise<string | undefined>;
  /** The next one, because the shop does not take this one any more. */
  renewed(stale: string): Promise<string | undefined>;
}>;

/** Makes one call, whichever. It is rejected only with the reason of the caller's own signal. */
export type Caller = (method: Method, path: string, init?: Init) => Promise<Result<unknown, AnyProblem>>;

/** Makes the function through which all calls go. @param tokens none for the calls by which tokens are got */
export function callerOf(settings: Settings, tokens?: Tokens): Caller {
  return async (method, path, init = {}) => {
    const { signal, timeoutMs, tries, repeatable, locale = settings.locale(), headers, parseAs } = init;
    const route = `${method.toUpperCase()} ${path}`;
    const plan: Plan = {
      ...settings,
      timeoutMs: timeoutMs ?? settings.timeoutMs,
      tries: tries ?? settings.tries,
      repeatable: repeatable ?? isRepeatable(method, route),
      streamed: parseAs === 'stream',
    };
    try {
      const request = requestOf(method, path, {
        baseUrl: settings.baseUrl,
        ...init,
        headers: { ...headersOf(route, locale, init), ...headers },
      });
      const response = await (PUBLIC_ROUTES.has(route) || tokens === undefined
        ? send(request, plan)
        : sendAs(tokens, request, plan));
      return response.ok
        ? { data: await readAnswer(response, parseAs), response }
        : { error: await problemIn(response, { locale, now: settings.clock.now() }), response };
    } catch (error) {
      signal?.throwIfAborted();
      return { error: problemOf(error, locale) };
    }
  };
}

/** Sends a request with the token; what API Gateway refused, nobody has done, so it may go again with the next. */
async function sendAs(tokens: Tokens, request: Request, plan: Plan): Promise<Response> {
  const token = await tokens.token();
  request.signal.throwIfAborted();
  if (token === undefined) return send(request, plan);
  const response = await send(withToken(request, token), plan);
  if (response.status !== 401) return response;
  const next = await tokens.renewed(token);
  return next === undefined ? response : send(withToken(request, next), plan);
}

function withToken(request: Request, token: string): Request {
  const copy = request.clone();
  copy.headers.set('authorization', `Bearer ${token}`);
  return copy;
}

const isRepeatable = (method: Method, route: string): boolean =>
  method === 'get' || method === 'put' || method === 'delete' || KEYED_ROUTES.has(route);

const headersOf = (route: string, locale: string, { parseAs }: Init): Readonly<Record<string, string>> => ({
  'accept-language': locale,
  // Some answers are pages for whoever does not rather have JSON.
  ...(parseAs === undefined && { accept: 'application/json, */*;q=0.1' }),
  ...(KEYED_ROUTES.has(route) && { 'idempotency-key': newIdempotencyKey() }),
});

async function problemIn(response: Response, reader: { locale: string; now: number }): Promise<AnyProblem> {
  const body: unknown = await response.json().catch(() => undefined);
  return readProblem(response, body, reader);
}

function problemOf(error: unknown, locale: string): AnyProblem {
  if (error instanceof ShopError) return error.problem;
  if ((error as Partial<Error> | undefined)?.name === 'SyntaxError')
    return clientProblem('UNEXPECTED_ANSWER', locale);
  const timedOut = (error as Partial<Error> | undefined)?.name === 'TimeoutError';
  return clientProblem(timedOut ? 'TIMED_OUT' : 'CONNECTION_FAILED', locale);
}
