import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { currentTrace, defineError } from '@cartless/domain';
import { apiEvent, lambdaContext } from '@cartless/testing';
import * as z from 'zod/mini';
import { apiHandler, BODY_LIMIT } from './api-handler.ts';
import { defineRoute, reply } from './route.ts';

const OutOfStock = defineError('conflict', 'OUT_OF_STOCK', { en: 'Sold out.', 'zh-CN': '已售罄。' });
const TooMany = defineError('too-many', 'TOO_MANY', { en: 'Slow down.', 'zh-CN': '请稍候。' });

const route = defineRoute({
  id: 'editNote',
  method: 'PUT',
  path: '/notes/{noteId}',
  access: 'shop',
  summary: 'Edits a note',
  params: z.object({ noteId: z.string().check(z.regex(/^n\d+$/)) }),
  query: z.object({ limit: z._default(z.coerce.number().check(z.gte(1), z.lte(100)), 20) }),
  body: z.strictObject({ text: z.string().check(z.minLength(1), z.maxLength(70_000)) }),
  success: { status: 200, description: 'The note', body: z.object({ noteId: z.string(), text: z.string() }) },
  errors: [OutOfStock, TooMany],
});
type Run = Parameters<typeof apiHandler<typeof route>>[1];

const caller = { userId: 'usr_1', username: 'mei', scopes: ['shop'] };
const call = { method: 'PUT', path: '/notes/n1', params: { noteId: 'n1' }, body: { text: 'hello' }, caller };
const echo: Run = ({ params, body }) => ({ ...params, ...body });

async function answer(event: Parameters<typeof apiEvent>[0], run: Run = echo, change: object = {}) {
  const response = await apiHandler(route, run)({ ...apiEvent(event), ...change }, lambdaContext());
  return { ...response, headers: response.headers ?? {}, json: JSON.parse(response.body ?? 'null') };
}

describe('a call that is right', () => {
  it('reaches the use case with everything parsed, and is answered through the schema', async () => {
    let seen: unknown;
    const { statusCode, json, headers } = await answer(
      { ...call, query: { limit: '5' } },
      (request, context) => {
        seen = { request, context };
        return { noteId: 'n1', text: 'hello', passwordHash: 'secret' } as never;
      },
    );
    expect({ statusCode, json }).toEqual({ statusCode: 200, json: { noteId: 'n1', text: 'hello' } });
    expect(headers).toMatchObject({ 'content-type': 'application/json', 'cache-control': 'no-store' });
    expect(seen).toMatchObject({
      request: { params: { noteId: 'n1' }, query: { limit: 5 }, body: { text: 'hello' } },
      context: { caller: { ...caller, isAdmin: false }, locale: 'en', sourceIp: '127.0.0.1' },
    });
  });

  it('may come as base 64, and as any JSON content type', async () => {
    const body = Buffer.from('{"text":"你好"}').toString('base64');
    const headers = { 'content-type': 'application/merge-patch+json; charset=utf-8' };
    const { json } = await answer({ ...call, headers, body }, echo, { isBase64Encoded: true });
    expect(json).toEqual({ noteId: 'n1', text: '你好' });
  });

  it('may be answered with headers, which win over the defaults', async () => {
    const headers = { location: '/notes/n1', 'cache-control': 'max-age=60' };
    const response = await answer(call, () => reply({ noteId: 'n1', text: 'x' }, headers));
    expect(response.headers).toMatchObject(headers);
  });
});

describe('a call that is wrong', () => {
  const code = async (...args: Parameters<typeof answer>) => {
    const { statusCode, json } = await answer(...args);
    return [statusCode, json.code];
  };

  it.each(['{"text":', 'text=hello', '', '{"text":"a"} trailing'])(
    'as malformed JSON (%j) is 400',
    async (body) => {
      expect(await code({ ...call, body })).toEqual([400, 'MALFORMED_JSON']);
    },
  );

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'text/json', ''])(
    'of content type %j is 415',
    async (type) => {
      expect(await code({ ...call, headers: { 'content-type': type } })).toEqual([
        415,
        'UNSUPPORTED_MEDIA_TYPE',
      ]);
    },
  );

  it.each([
    '{"__proto__":{"isAdmin":true},"text":"a"}',
    '{"text":"a","constructor":{"prototype":{"isAdmin":true}}}',
  ])('that would reach a prototype (%s) is refused and reaches none', async (body) => {
    const [status] = await code({ ...call, body });
    expect([400, 422]).toContain(status);
    expect(({} as Record<string, unknown>)['isAdmin']).toBeUndefined();
  });

  it.each([
    ['en', 'Unknown field.', 'Must have at least 1 characters.', 'Must be at most 100.'],
    ['zh-CN', '未知字段。', '长度至少 1 个字符。', '至多为 100。'],
  ])('names every field in the language %s', async (language, unknown, short, large) => {
    const headers = { 'content-type': 'application/json', 'accept-language': language };
    const body = { text: '', colour: 'red' };
    const response = await answer({ ...call, query: { limit: '101' }, headers, body });
    expect(response.statusCode).toBe(422);
    expect(response.headers).toMatchObject({
      'content-type': 'application/problem+json',
      'content-language': language,
    });
    expect(response.json).toMatchObject({
      code: 'VALIDATION_FAILED',
      type: 'urn:cartless:problem:VALIDATION_FAILED',
    });
    expect(response.json.errors).toEqual([
      { field: 'limit', message: large },
      { field: 'text', message: short },
      { field: 'colour', message: unknown },
    ]);
  });

  it('lacks a field, or sends another type', async () => {
    expect((await answer({ ...call, body: {} })).json.errors).toEqual([
      { field: 'text', message: 'Required.' },
    ]);
    expect((await answer({ ...call, body: { text: 1 } })).json.errors).toEqual([
      { field: 'text', message: 'Must be of type string.' },
    ]);
    expect((await answer({ ...call, body: '[]' })).json.errors).toEqual([
      { field: '', message: 'Must be of type object.' },
    ]);
  });

  it('is 413 from one byte over the limit on, counted in bytes', async () => {
    const sized = (bytes: number) => JSON.stringify({ text: 'x'.repeat(bytes - '{"text":""}'.length) });
    expect(await code({ ...call, body: sized(BODY_LIMIT) })).toEqual([200, undefined]);
    expect(await code({ ...call, body: sized(BODY_LIMIT + 1) })).toEqual([413, 'BODY_TOO_LARGE']);
    expect(await code({ ...call, body: '汉'.repeat(BODY_LIMIT / 3 + 1) })).toEqual([413, 'BODY_TOO_LARGE']);
  });

  it('is 413 in base 64 too, by its decoded size', async () => {
    const base64 = (text: string) => Buffer.from(text).toString('base64');
    const body = JSON.stringify({ text: 'x'.repeat(BODY_LIMIT - '{"text":""}'.length) });
    expect(await code({ ...call, body: base64(body) }, echo, { isBase64Encoded: true })).toEqual([
      200,
      undefined,
    ]);
    expect(await code({ ...call, body: base64(`${body} `) }, echo, { isBase64Encoded: true })).toEqual([
      413,
      'BODY_TOO_LARGE',
    ]);
  });

  it('is 404 when its path can name nothing', async () => {
    expect(await code({ ...call, params: { noteId: "n1' OR 1=1" } })).toEqual([404, 'NOT_FOUND']);
    expect(await code({ ...call, params: {} })).toEqual([404, 'NOT_FOUND']);
  });

  it('is 401 without verified claims', async () => {
    const { caller: _, ...anonymous } = call;
    expect(await code(anonymous)).toEqual([401, 'UNAUTHORISED']);
    const forged = {
      ...anonymous,
      headers: { 'content-type': 'application/json', authorization: 'Bearer x.y.z' },
    };
    expect(await code(forged)).toEqual([401, 'UNAUTHORISED']);
  });

  it('is 403 without the scope', async () => {
    expect(await code({ ...call, caller: { ...caller, scopes: ['shopping'] } })).toEqual([403, 'FORBIDDEN']);
    expect(await code({ ...call, caller: { ...caller, scopes: [] } })).toEqual([403, 'FORBIDDEN']);
  });
});

describe('a use case that fails', () => {
  it('with a declared error says what it is, with its details', async () => {
    const { statusCode, json } = await answer(
      { ...call, headers: { 'content-type': 'application/json', 'accept-language': 'zh' } },
      () => {
        throw OutOfStock({
          details: { lines: [{ productId: 'prd_1', available: 0 }], code: 'not this one' },
        });
      },
    );
    expect(statusCode).toBe(409);
    expect(json).toMatchObject({
      title: 'Conflict',
      status: 409,
      code: 'OUT_OF_STOCK',
      detail: '已售罄。',
      lines: [{ productId: 'prd_1', available: 0 }],
    });
  });

  it('says when to come back in a header', async () => {
    const { statusCode, headers, json } = await answer(call, () => {
      throw TooMany({ details: { retryAfter: 30 } });
    });
    expect([statusCode, headers['retry-after'], json.retryAfter]).toEqual([429, '30', undefined]);
  });

  it.each([
    ['an undeclared error', () => new Error('connect ECONNREFUSED db.internal:5432')],
    [
      'an error of a client library that has a status',
      () => Object.assign(new Error('No such key'), { statusCode: 400 }),
    ],
    ['something that is no error', () => 'secret'],
  ])('with %s is 500 and tells nothing about the inside', async (_, failure) => {
    const { statusCode, json, body } = await answer(call, () => {
      throw failure();
    });
    expect([statusCode, json.code]).toEqual([500, 'INTERNAL_ERROR']);
    expect(Object.keys(json).toSorted()).toEqual(['code', 'detail', 'status', 'title', 'traceId', 'type']);
    expect(body).not.toMatch(/ECONNREFUSED|No such key|secret/);
  });

  it('by answering something else than declared is 500', async () => {
    const { statusCode, json } = await answer(call, () => ({ noteId: 'n1' }) as never);
    expect([statusCode, json.code]).toEqual([500, 'INTERNAL_ERROR']);
  });
});

describe('the trace', () => {
  const TRACE_ID = '4bf92f3577b34da6a3ce929d0e0e4736';
  const traceparent = `00-${TRACE_ID}-00f067aa0ba902b7-01`;
  const traced = async (headers: Record<string, string>) => {
    let trace: unknown;
    const { json } = await answer(
      { ...call, headers: { 'content-type': 'application/json', ...headers } },
      () => {
        trace = currentTrace();
        throw OutOfStock();
      },
    );
    return { trace, traceId: json.traceId };
  };

  it('of the caller goes on, and problems name it', async () => {
    const { trace, traceId } = await traced({ traceparent, 'x-correlation-id': 'checkout-7' });
    expect(traceId).toBe(TRACE_ID);
    expect(trace).toMatchObject({
      traceparent: expect.stringContaining(TRACE_ID),
      correlationId: 'checkout-7',
    });
  });

  it('begins anew when the caller sends none, or nonsense', async () => {
    for (const headers of [{}, { traceparent: 'x' }] as Record<string, string>[]) {
      expect((await traced(headers)).traceId).toMatch(/^[0-9a-f]{32}$/);
    }
  });

  it.each(['', 'two words', 'x'.repeat(65), '{"level":"ERROR"}'])(
    'does not take %j for a correlation id',
    async (id) => {
      const { trace } = await traced({ traceparent, 'x-correlation-id': id });
      expect(trace).toMatchObject({ correlationId: TRACE_ID });
    },
  );
});

describe('the headers of every answer', () => {
  beforeEach(() => {
    process.env['ALLOWED_ORIGINS'] = 'https://shop.example.com, http://localhost:4000';
  });
  afterEach(() => {
    delete process.env['ALLOWED_ORIGINS'];
  });
  const fail: Run = () => {
    throw OutOfStock();
  };
  const from = (origin: string) => ({ ...call, headers: { 'content-type': 'application/json', origin } });

  it.each([
    ['a success', echo],
    ['a problem', fail],
  ])('allow the shop to read %s, and nobody else', async (_, run) => {
    const allowed = async (origin: string) =>
      (await answer(from(origin), run)).headers['Access-Control-Allow-Origin'];
    expect(await allowed('https://shop.example.com')).toBe('https://shop.example.com');
    expect(await allowed('http://localhost:4000')).toBe('http://localhost:4000');
    for (const stranger of ['https://shop.example.com.evil.test', 'https://evil.test', 'null', '']) {
      expect(await allowed(stranger)).toBeUndefined();
    }
  });

  it.each([
    ['a success', echo],
    ['a problem', fail],
  ])('harden the browser for %s', async (_, run) => {
    const { headers } = await answer(call, run);
    expect(headers).toMatchObject({
      'X-Content-Type-Options': 'nosniff',
      'X-Frame-Options': 'DENY',
      'Referrer-Policy': 'no-referrer',
      'Strict-Transport-Security': expect.stringContaining('max-age='),
      'Content-Security-Policy': expect.stringContaining("frame-ancestors 'none'"),
      Vary: 'Origin, Accept-Language',
    });
  });
});

describe('other sorts of routes', () => {
  const context = lambdaContext();

  it('answer text of their own type', async () => {
    const csv = defineRoute({
      id: 'exportCsv',
      method: 'GET',
      path: '/export.csv',
      access: 'public',
      summary: 'Exports',
      success: { status: 200, description: 'CSV', contentType: 'text/csv' },
    });
    const response = await apiHandler(csv, () => 'a,b\n')(
      apiEvent({ method: 'GET', path: '/export.csv' }),
      context,
    );
    expect(response).toMatchObject({ body: 'a,b\n', headers: { 'content-type': 'text/csv' } });
  });

  it('answer nothing but a status', async () => {
    const gone = defineRoute({
      id: 'logout',
      method: 'POST',
      path: '/logout',
      access: 'public',
      summary: 'Logs out',
      success: { status: 204, description: 'Logged out' },
    });
    const response = await apiHandler(gone, () => undefined)(
      apiEvent({ method: 'POST', path: '/logout' }),
      context,
    );
    expect([response.statusCode, response.body]).toEqual([204, undefined]);
  });

  it('take bytes as they were sent, for signatures', async () => {
    const hook = defineRoute({
      id: 'webhook',
      method: 'POST',
      path: '/webhook',
      access: 'public',
      summary: 'Takes a webhook',
      rawBody: true,
      headers: z.object({ 'x-signature': z.string() }),
      success: {
        status: 200,
        description: 'Taken',
        body: z.object({ raw: z.string(), signature: z.string() }),
      },
    });
    const handler = apiHandler(hook, ({ rawBody, headers }) => ({
      raw: rawBody,
      signature: headers['x-signature'],
    }));
    const event = apiEvent({
      method: 'POST',
      path: '/webhook',
      headers: { 'x-signature': 's' },
      body: '{ "a":1.0 }',
    });
    const base64 = { ...event, body: Buffer.from('{ "a":1.0 }').toString('base64'), isBase64Encoded: true };
    for (const sent of [event, base64]) {
      const { body = '' } = await handler(sent, context);
      expect(JSON.parse(body)).toEqual({ raw: '{ "a":1.0 }', signature: 's' });
    }
    expect(await handler({ ...event, headers: {} }, context)).toMatchObject({ statusCode: 422 });
    expect(await handler({ ...event, body: 'x'.repeat(BODY_LIMIT + 1) }, context)).toMatchObject({
      statusCode: 413,
    });
  });

  it('may do without a body, but not with a wrong one', async () => {
    const cancel = defineRoute({
      id: 'cancel',
      method: 'POST',
      path: '/cancel',
      access: 'public',
      summary: 'Cancels',
      body: z.optional(z.strictObject({ reason: z.string() })),
      success: { status: 200, description: 'Why', body: z.object({ reason: z.nullable(z.string()) }) },
    });
    const handler = apiHandler(cancel, ({ body }) => ({ reason: body?.reason ?? null }));
    const event = apiEvent({ method: 'POST', path: '/cancel' });
    for (const body of [{}, { body: '' }]) {
      expect(await handler({ ...event, ...body }, context)).toMatchObject({ body: '{"reason":null}' });
    }
    const wrong = { ...event, headers: { 'content-type': 'application/json' }, body: '{"colour":"red"}' };
    expect(await handler({ ...wrong }, context)).toMatchObject({ statusCode: 422 });
    expect(await handler({ ...wrong, headers: {} }, context)).toMatchObject({ statusCode: 415 });
  });
});
