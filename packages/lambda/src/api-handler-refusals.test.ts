import { describe, expect, it } from '@jest/globals';
import { BODY_LIMIT } from './api-handler.ts';
import { answer, call, caller, echo, OutOfStock, TooMany } from '../test/note-call.ts';

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
    ['en', 'Unknown field.', 'Must have at least 1 character.', 'Must be at most 100.'],
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

  it.each([
    ['en', 'Must be 1 to 255 visible ASCII characters without spaces, for instance a UUID.'],
    ['zh-CN', '须为 1 至 255 个可见的 ASCII 字符，不含空格，例如一个 UUID。'],
  ])('gets the words of a check that has its own, in the language %s alone', async (language, message) => {
    const headers = {
      'content-type': 'application/json',
      'accept-language': language,
      'idempotency-key': 'a b',
    };
    expect((await answer({ ...call, headers })).json.errors).toEqual([{ field: 'idempotency-key', message }]);
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
          details: { lines: [{ productId: 'prd_1', available: 0 }] },
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
