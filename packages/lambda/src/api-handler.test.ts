import { describe, expect, it } from '@jest/globals';
import { memoryItems } from '@cartless/aggregate/memory';
import { currentTrace } from '@cartless/domain';
import { answer, call, caller, echo, OutOfStock, type Run } from '../test/note-call.ts';
import { reply } from './route.ts';

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
      context: { caller, locale: 'en', sourceIp: '127.0.0.1' },
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
  const fail: Run = () => {
    throw OutOfStock();
  };

  it('leave it to API Gateway who may read them: what a function says of it is ignored there', async () => {
    for (const run of [echo, fail]) {
      const headers = { 'content-type': 'application/json', origin: 'https://shop.example.com' };
      const names = Object.keys((await answer({ ...call, headers }, run)).headers);
      expect(names.filter((name) => /^access-control/i.test(name))).toEqual([]);
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
      'Cross-Origin-Resource-Policy': 'same-origin',
      Vary: 'Origin, Accept-Language',
    });
  });
});

describe('a call whose time is over before its work', () => {
  it('is answered as failed, and what of it goes on at the next call writes nothing', async () => {
    const table = memoryItems({ key: { pk: 'S' }, indexes: {} });
    const gate = Promise.withResolvers<void>();
    let written: Promise<unknown> = Promise.resolve();
    const slow: Run = (request) => {
      written = gate.promise.then(() => table.write([{ put: { pk: 'note' } }]));
      return written.then(() => echo(request, {} as never));
    };
    const { statusCode, json } = await answer(call, slow, {}, { getRemainingTimeInMillis: () => 10 });
    expect([statusCode, json.code]).toEqual([500, 'INTERNAL_ERROR']);
    gate.resolve();
    await expect(written).rejects.toThrow(/was answered/);
    expect(table.all()).toEqual([]);
  });
});
