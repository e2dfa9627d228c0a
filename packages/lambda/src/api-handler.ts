import { AppError, continueTrace, currentTrace, type Locale, pickLocale, traceId } from '@cartless/domain';
import { Page } from '@cartless/html';
import middy from '@middy/core';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';
import * as z from 'zod/mini';
import { BodyTooLarge, InternalError } from './boundary-errors.ts';
import { cacheable, cacheControl } from './cacheable.ts';
import { type Caller, readCaller, staffMember } from './caller.ts';
import { clientAddress } from './edge/client-address.ts';
import { stageEdge } from './edge/stage-edge.ts';
import { watchFloatingPromises } from './floating-promises.ts';
import { jsonBody } from './json-body.ts';
import { log } from './logger.ts';
import { plainId } from './message-origin.ts';
import { problem } from './problem.ts';
import { readRequest, WrongFields } from './read-request.ts';
import { type AnswerOf, Elsewhere, Reply, type RequestOf, type Route } from './route.ts';
import { answerHeaders } from './security-headers.ts';
import { type TimeLeft, timeLeftOf } from './time-left.ts';
import { underTrace } from './under-trace.ts';

/** The largest request body, in bytes. */
export const BODY_LIMIT = 65_536;

type CallerOf<R extends Route> = R['access'] extends 'public' ? undefined : Caller;
type Run<R extends Route> = (
  request: RequestOf<R>,
  context: Readonly<{
    caller: CallerOf<R>;
    locale: Locale;
    /** The client's address, as far as it can be believed; see {@link clientAddress}. */
    sourceIp: string;
    timeLeft: TimeLeft;
  }>,
) => AnswerOf<R> | Promise<AnswerOf<R>>;

type ApiEvent = APIGatewayProxyEventV2;
type ApiResult = APIGatewayProxyStructuredResultV2;

/** Lets a caller pass whose token is good, or throws: an account can have changed since the token was made. */
export type Admit = (caller: Caller) => Promise<void>;

/**
 * Makes the Lambda handler of a route: reads and checks the request, runs the use case under the caller's trace, and
 * answers with what the route's response schema lets through. Every failure becomes problem details; one that
 * nobody declared is logged with its stack and answered 500 without a word about the inside.
 *
 * @param options.admit is asked about the caller before anything of the request is read
 */
export function apiHandler<R extends Route>(
  route: R,
  run: Run<R>,
  { admit }: Readonly<{ admit?: Admit }> = {},
): (event: ApiEvent, context: Context) => Promise<ApiResult> {
  watchFloatingPromises();
  const answer = async (event: ApiEvent, context: Context): Promise<ApiResult> => {
    const locale = localeOf(event);
    const sourceIp = await clientAddress(event, stageEdge());
    const caller = (route.access === 'public' ? undefined : readCaller(event, route.access)) as CallerOf<R>;
    if (caller !== undefined) await admit?.(caller);
    const request = readRequest(route, event, event.body, decodeBody(event), locale);
    const result = await run(request, {
      caller,
      locale,
      sourceIp,
      get timeLeft() {
        return timeLeftOf(context);
      },
    });
    const response = success(route, result);
    const control = cacheControl(route.success);
    return control === undefined ? response : cacheable(event, response, control);
  };
  const chain = middy<ApiEvent, ApiResult>()
    .use(answerHeaders())
    .use({ onError: (request) => toProblem(route, request) })
    .before(({ event }) => refuseLargeBody(event));
  if (route.body !== undefined) chain.use(jsonBody(route.body, localeOf));
  const handler = chain.handler(answer);
  const call = (event: ApiEvent, context: Context): Promise<ApiResult> =>
    underTrace(
      route.id,
      continueTrace(event.headers['traceparent'], plainId(event.headers['x-correlation-id'], 64)),
      async () => {
        const started = performance.now();
        const result = await handler(event, context);
        const by = staffMember(event);
        log.info('answered', {
          route: route.id,
          statusCode: result.statusCode,
          ms: Math.round(performance.now() - started),
          // By it the API's own log knows the call.
          requestId: event.requestContext.requestId,
          ...(by !== undefined && { by }),
        });
        return result;
      },
    );
  // Whoever holds the handler alone can tell which function it is.
  return Object.defineProperty(call, 'name', { value: route.id });
}

function success(route: Route, result: unknown): ApiResult {
  const { status, body: schema, contentType } = route.success;
  if (result instanceof Page) return pageAnswer(status, result);
  if (result instanceof Elsewhere)
    return { statusCode: 303, headers: { 'cache-control': 'no-store', location: result.location } };
  const { body, headers, cookies } =
    result instanceof Reply ? result : { body: result, headers: {}, cookies: [] };
  const defaults = { 'cache-control': 'no-store', ...headers };
  if (contentType !== undefined) {
    const file = { statusCode: status, headers: { 'content-type': contentType, ...defaults } };
    if (!(body instanceof Uint8Array)) return { ...file, body: String(body) };
    // Other bytes than those of a text pass the gateway as Base64 alone.
    return contentType.startsWith('text/')
      ? { ...file, body: Buffer.from(body).toString('utf8') }
      : { ...file, body: Buffer.from(body).toString('base64'), isBase64Encoded: true };
  }
  const answer = { statusCode: status, ...(cookies.length > 0 && { cookies: [...cookies] }) };
  if (schema === undefined) return { ...answer, headers: defaults };
  const json = JSON.stringify(z.parse(schema, body));
  return { ...answer, headers: { 'content-type': 'application/json', ...defaults }, body: json };
}

/** Its own policy stands in the place of the one that shows nothing at all. */
const pageAnswer = (statusCode: number, { headers, text }: Page): ApiResult => ({
  statusCode,
  headers: { ...headers, 'cache-control': 'no-store' },
  body: text,
});

/** Sets the answer without returning it: a value returned from here would end the chain before the headers are added. */
function toProblem(route: Route, request: middy.Request<ApiEvent, ApiResult>): void {
  const error = request.error instanceof AppError ? request.error : InternalError({ cause: request.error });
  if (error.code === InternalError.code) {
    log.error('failed', { route: route.id, error: request.error });
  } else {
    const { cause } = error;
    const wrong = cause instanceof WrongFields ? { fields: cause.fields } : {};
    log.info('refused', { route: route.id, code: error.code, ...wrong });
  }
  const trace = currentTrace();
  request.response = problem(error, localeOf(request.event), trace === undefined ? '' : traceId(trace));
}

function refuseLargeBody(event: ApiEvent): void {
  const size = Buffer.byteLength(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8');
  if (size > BODY_LIMIT) throw BodyTooLarge({ details: { limit: BODY_LIMIT } });
}

const decodeBody = (event: ApiEvent): string =>
  typeof event.body !== 'string'
    ? ''
    : event.isBase64Encoded
      ? Buffer.from(event.body, 'base64').toString('utf8')
      : event.body;

const localeOf = (event: ApiEvent): Locale => pickLocale(event.headers['accept-language']);
