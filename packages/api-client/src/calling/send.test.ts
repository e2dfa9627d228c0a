import { describe, expect, it } from '@jest/globals';
import { ADDRESS, fakeShop, gatewaySays, json, LOST, never, problem } from '../../test/fake-shop.ts';
import { type Clock, SYSTEM_CLOCK } from './clock.ts';

const HOUR = 3_600_000;
const MINUTE_LATER = 'Sun, 29 Nov 2026 10:01:00 GMT';
const busy = (seconds?: string) =>
  problem(503, 'BUSY', {}, seconds === undefined ? {} : { 'retry-after': seconds });
const cancel = { params: { path: { orderId: 'ord_1' } } } as const;

describe('a call that was refused for the moment', () => {
  it.each([
    ['429 with seconds', () => problem(429, 'TOO_MANY_REQUESTS', {}, { 'retry-after': '3' }), [3150]],
    ['503 with seconds', () => busy('1'), [1150]],
    ['503 with a time', () => busy('Sun, 29 Nov 2026 10:00:02 GMT'), [2150]],
    ['429 of API Gateway, which does not say when', () => gatewaySays(429, 'Too Many Requests'), [150]],
  ])('is made again as asked, whatever it does: %s', async (_, answer, waited) => {
    const { shop, sent, pauses } = fakeShop([answer(), json({})]);
    const { response } = await shop.post('/orders/{orderId}/cancel', cancel);
    expect(response?.status).toBe(200);
    expect(sent).toHaveLength(2);
    expect(pauses).toEqual(waited);
  });

  it.each(['60', MINUTE_LATER])('is given back with the time when that is long: %s', async (seconds) => {
    const { shop, sent } = fakeShop([busy(seconds)]);
    const { error } = await shop.get('/categories');
    expect(error).toMatchObject({ code: 'BUSY', status: 503 });
    expect(error?.retryAfter).toBeGreaterThan(0);
    expect(sent).toHaveLength(1);
  });

  it('is given back after the last try', async () => {
    const { shop, sent, pauses } = fakeShop([busy('1'), busy('1'), busy('1'), json({})]);
    expect((await shop.get('/categories')).error).toMatchObject({ code: 'BUSY', retryAfter: 1 });
    expect([sent.length, pauses.length]).toEqual([3, 2]);
  });

  it('is not made again when the caller wants one try', async () => {
    const { shop, sent } = fakeShop([busy('1'), json({})]);
    expect((await shop.get('/categories', { tries: 1 })).error?.code).toBe('BUSY');
    expect(sent).toHaveLength(1);
  });
});

describe('a call of which nobody knows whether it was done', () => {
  const order = { body: { items: [], paymentMethod: 'card' } } as const;

  it.each([
    ['a lost connection', () => LOST],
    ['a gateway that gave up', () => gatewaySays(504, 'Gateway Timeout')],
    ['a service that is away', () => gatewaySays(503, 'Service Unavailable')],
    ['half an answer', () => new Response(brokenBody(), { headers: { 'content-type': 'application/json' } })],
  ])('is made again, after longer and longer pauses, where that is safe: %s', async (_, lost) => {
    const { shop, sent, pauses } = fakeShop([lost(), lost(), json({ items: [] })]);
    expect(await shop.get('/categories')).toMatchObject({ data: { items: [] } });
    expect(sent).toHaveLength(3);
    expect(pauses).toEqual([150, 300]);
  });

  it('is made again under its key', async () => {
    const { shop, sent } = fakeShop([LOST, json({ orderId: 'ord_1' }, 201)]);
    expect((await shop.post('/orders', order)).data?.orderId).toBe('ord_1');
    const keys = sent.map(({ headers }) => headers.get('idempotency-key'));
    expect(keys[0]).toMatch(/^[0-9a-f]{32}$/);
    expect(keys[1]).toBe(keys[0]);
    expect(sent[1]?.body).toEqual(sent[0]?.body);
  });

  it('bears the key that the caller has kept', async () => {
    const { shop, sent } = fakeShop([json({}, 201)]);
    await shop.post('/orders', { ...order, params: { header: { 'Idempotency-Key': 'mine' } } });
    expect(sent[0]?.headers.get('idempotency-key')).toBe('mine');
  });

  it('has another key each time that it is wanted again', async () => {
    const { shop, sent } = fakeShop([json({}, 201), json({}, 201)]);
    await shop.post('/orders', order);
    await shop.post('/orders', order);
    expect(new Set(sent.map(({ headers }) => headers.get('idempotency-key'))).size).toBe(2);
  });

  it.each([
    ['a lost connection', () => LOST, 'CONNECTION_FAILED'],
    ['a gateway that gave up', () => gatewaySays(504, 'Gateway Timeout'), 'UNEXPECTED_ANSWER'],
    ['a service that is away', () => gatewaySays(503, 'Service Unavailable'), 'UNEXPECTED_ANSWER'],
  ])('is made once where doing it twice could harm: %s', async (_, lost, code) => {
    const { shop, sent } = fakeShop([lost(), json({}), lost(), json({})]);
    expect((await shop.post('/orders/{orderId}/cancel', cancel)).error?.code).toBe(code);
    expect(sent).toHaveLength(1);
    expect((await shop.patch('/me', { body: {} })).error).toBeUndefined();
  });

  it('is made again when the caller says that it does no harm', async () => {
    const { shop } = fakeShop([LOST, json({ total: 1 })]);
    expect(
      (await shop.post('/orders/quote', { body: { items: [] }, repeatable: true })).error,
    ).toBeUndefined();
  });
});

describe('the end of a call', () => {
  it('comes with the time-out of each try', async () => {
    const { shop, sent } = fakeShop([never, never, json({ items: [] })]);
    expect((await shop.get('/categories', { timeoutMs: 1 })).data).toEqual({ items: [] });
    expect(sent).toHaveLength(3);
    const slow = fakeShop([never]);
    const { error } = await slow.shop.patch('/me', { body: {}, timeoutMs: 1 });
    expect(error).toMatchObject({ code: 'TIMED_OUT', status: 0 });
  });

  it('comes when the caller gives up, with the reason of the caller', async () => {
    const giving = new AbortController();
    const { shop, sent } = fakeShop([
      (request) => {
        giving.abort(new Error('went elsewhere'));
        return never(request);
      },
      json({}),
    ]);
    await expect(shop.get('/categories', { signal: giving.signal })).rejects.toThrow('went elsewhere');
    expect(sent).toHaveLength(1);
    await expect(shop.get('/categories', { signal: giving.signal })).rejects.toThrow('went elsewhere');
  });

  it('comes while it waits for the next try', async () => {
    const giving = new AbortController();
    const clock: Clock = {
      ...SYSTEM_CLOCK,
      sleep: (_, signal) => {
        giving.abort(new Error('went elsewhere'));
        return SYSTEM_CLOCK.sleep(HOUR, signal);
      },
    };
    const { shop, sent } = fakeShop([LOST, json({})], { clock });
    await expect(shop.get('/categories', { signal: giving.signal })).rejects.toThrow('went elsewhere');
    expect(sent).toHaveLength(1);
    const later = new AbortController();
    const pause = SYSTEM_CLOCK.sleep(HOUR, later.signal);
    later.abort(new Error('thought better of it'));
    await expect(pause).rejects.toThrow('thought better of it');
  });

  it('writes lists with commas, as reports want them', async () => {
    const { shop, sent } = fakeShop([json({})]);
    const query = { metrics: ['orders', 'units'], from: '2026-11-01' } as const;
    await shop.get('/analytics/summary', { params: { query } });
    expect(sent[0]?.call).toBe('GET /analytics/summary?metrics=orders,units&from=2026-11-01');
  });

  it('goes to the address and in the language of the client', async () => {
    let language = 'zh-CN';
    const { shop, sent } = fakeShop([json({}), json({}), json({})], { locale: () => language });
    await shop.get('/products', { params: { query: { q: '芒果 & co', limit: 5 } } });
    language = 'en';
    await shop.get('/categories');
    await shop.get('/categories', { locale: 'zh-CN' });
    expect(sent[0]?.call).toBe(
      `GET ${new URL('/products?q=芒果 %26 co&limit=5', ADDRESS).href.slice(ADDRESS.length)}`,
    );
    expect(sent.map(({ headers }) => headers.get('accept-language'))).toEqual(['zh-CN', 'en', 'zh-CN']);
  });
});

/** A body that breaks off. */
const brokenBody = (): ReadableStream =>
  new ReadableStream({
    pull(controller) {
      controller.enqueue(new TextEncoder().encode('{"items"'));
      controller.error(new TypeError('terminated'));
    },
  });
