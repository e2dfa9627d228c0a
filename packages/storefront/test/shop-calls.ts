import { afterEach, beforeEach } from '@jest/globals';

type Call = Readonly<{ method: string; path: string; body: unknown }>;

/**
 * Answers what a part of a page asks the shop, in the tests of a file.
 * @param answer what the shop says to a call; undefined where it knows no such path
 * @returns all calls since the test began
 */
export function answerCalls(answer: (call: Call) => unknown): readonly Call[] {
  const calls: Call[] = [];
  const { fetch } = globalThis;
  beforeEach(() => {
    calls.length = 0;
    globalThis.fetch = async (input, init) => {
      const request = new Request(input, init);
      const text = await request.text();
      const { pathname, search } = new URL(request.url);
      const call = {
        method: request.method,
        path: pathname + search,
        body: text === '' ? undefined : (JSON.parse(text) as unknown),
      };
      calls.push(call);
      const body = answer(call);
      const status = body === undefined ? 404 : 200;
      return Response.json(body ?? { status, code: 'NOT_FOUND', title: 'Not found' }, { status });
    };
  });
  afterEach(() => {
    globalThis.fetch = fetch;
  });
  return calls;
}
