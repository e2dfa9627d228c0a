import { createShopClient, type ShopClient, type ShopOptions } from '../src/index.ts';
import type { Clock } from '../src/calling/clock.ts';

/** What a shop answers to a request; an error is a lost connection. */
type Answer = Response | Error | ((request: Request) => Response | Error | Promise<Response>);

/** A request as it went out. */
export type Sent = Readonly<{ call: string; headers: Headers; body: unknown }>;

export type FakeShop = Readonly<{
  shop: ShopClient;
  sent: readonly Sent[];
  /** How long it was waited before each repeated try, in milliseconds. */
  pauses: readonly number[];
  clock: { time: number };
}>;

export const ADDRESS = 'https://shop.example';

/** A client of a shop that gives these answers, one after the other, and a clock that does not wait. */
export function fakeShop(answers: readonly Answer[], options: ShopOptions = {}): FakeShop {
  const sent: Sent[] = [];
  const pauses: number[] = [];
  const clock = { time: Date.parse('2026-11-29T10:00:00Z') };
  const left = [...answers];
  const fetch = async (request: Request): Promise<Response> => {
    const text = await request.clone().text();
    const { pathname, search } = new URL(request.url);
    sent.push({
      call: `${request.method} ${pathname}${search}`,
      headers: request.headers,
      body: text === '' ? undefined : JSON.parse(text),
    });
    const next = left.shift() ?? new Error(`nobody expected ${request.method} ${pathname}`);
    const answer = typeof next === 'function' ? await next(request) : next;
    if (answer instanceof Error) throw answer;
    return answer;
  };
  const fake: Clock = {
    now: () => clock.time,
    random: () => 0.5,
    sleep: async (ms, signal) => {
      signal?.throwIfAborted();
      pauses.push(ms);
      clock.time += ms;
    },
  };
  return {
    shop: createShopClient({ baseUrl: ADDRESS, fetch, clock: fake, ...options }),
    sent,
    pauses,
    clock,
  };
}

/** An answer in JSON. */
export const json = (body: unknown, status = 200, headers: Record<string, string> = {}): Response =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json', ...headers } });

/** Problem details as a service sends them. */
export const problem = (
  status: number,
  code: string,
  more: object = {},
  headers: Record<string, string> = {},
): Response =>
  json(
    { type: `urn:cartless:problem:${code}`, title: code, status, code, detail: code, traceId: 't', ...more },
    status,
    {
      'content-type': 'application/problem+json',
      ...headers,
    },
  );

/** What API Gateway says by itself. */
export const gatewaySays = (status: number, message: string): Response =>
  json({ message }, status, { 'apigw-requestid': 'Rq1' });

export const LOST = new TypeError('fetch failed');

/** What a log-in answers, with the number of the tokens. */
export const loggedIn = (number: number): Response =>
  json({
    accessToken: `access-${number}`,
    tokenType: 'Bearer',
    expiresIn: 900,
    refreshToken: `refresh-${number}`,
    userId: 'usr_mei',
    deviceToken: 'device-1',
  });

/** No answer, as long as the request is not given up. */
export const never = (request: Request): Promise<Response> =>
  new Promise((_, reject) => {
    const end = () => reject(request.signal.reason as Error);
    if (request.signal.aborted) end();
    else request.signal.addEventListener('abort', end);
  });
