import { runInThisContext } from 'node:vm';
import { jest } from '@jest/globals';

// A page in jsdom has no `fetch`. What sends requests here is Node's, and what ends them has to be of the same make.
const { fetch, Request, Response, Headers, AbortController, AbortSignal } = runInThisContext(
  'globalThis',
) as typeof globalThis;
Object.assign(globalThis, { fetch, Request, Response, Headers, AbortController, AbortSignal });

/** What a page sent to the shop. */
export type Sent = Readonly<{ call: string; body: unknown; key: string | null }>;

const json = (status: number, body: object): Response =>
  new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': status < 400 ? 'application/json' : 'application/problem+json' },
  });

/** An answer of the shop. */
export const says =
  (body: object, status = 200) =>
  () =>
    json(status, body);
/** A refusal of the shop, by its code. */
export const refuses = (status: number, code: string, more: object = {}) =>
  says(
    { type: 'about:blank', title: '', status, code, detail: `It is ${code}.`, traceId: 'trace-1', ...more },
    status,
  );

/**
 * Has a shop answer to what the page sends, by method and path: `{ 'POST /register': says({ userId }) }`. Of several answers each is given
 * once, the last for good. @returns what was sent, as it grows
 */
export function answering(answers: Readonly<Record<string, (() => Response) | (() => Response)[]>>): Sent[] {
  const sent: Sent[] = [];
  const left = new Map(Object.entries(answers).map(([call, one]) => [call, [one].flat()]));
  jest.spyOn(globalThis, 'fetch').mockImplementation(async (asked) => {
    const request = asked as Request;
    const call = `${request.method} ${new URL(request.url).pathname}`;
    const text = await request.text();
    sent.push({
      call,
      body: text === '' ? undefined : (JSON.parse(text) as unknown),
      key: request.headers.get('idempotency-key'),
    });
    const [next, ...later] = left.get(call) ?? [];
    if (next === undefined)
      return json(404, { code: 'NOT_FOUND', status: 404, detail: `nobody answers ${call}` });
    if (later.length > 0) left.set(call, later);
    return next();
  });
  return sent;
}
