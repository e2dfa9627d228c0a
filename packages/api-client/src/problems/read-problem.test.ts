import { describe, expect, it } from '@jest/globals';
import { fakeShop, gatewaySays, json, LOST, problem } from '../../test/fake-shop.ts';
import { ShopError, unwrap } from './shop-error.ts';

describe('what goes wrong', () => {
  it('has the code and the members that the service gave', async () => {
    const lines = [{ productId: 'prd_1', unitPrice: { amount: 2, currency: 'CNY' } }];
    const { shop } = fakeShop([problem(409, 'PRICE_CHANGED', { lines })]);
    const { error, data, response } = await shop.post('/orders', { body: { items: [] } });
    expect(error).toMatchObject({ code: 'PRICE_CHANGED', status: 409, lines });
    expect(data).toBeUndefined();
    expect(response?.status).toBe(409);
  });

  it.each([
    [401, 'Unauthorized', 'UNAUTHORISED', 'Log in first: the access token is missing, expired or not valid.'],
    [403, 'Forbidden', 'FORBIDDEN', 'This account may not do that.'],
    [
      429,
      'Too Many Requests',
      'TOO_MANY_REQUESTS',
      'Too many people are here at this moment. Try again soon.',
    ],
    [
      404,
      'Not Found',
      'UNEXPECTED_ANSWER',
      'The shop gave an answer that cannot be understood. Try again later.',
    ],
    [500, 'Internal Server Error', 'UNEXPECTED_ANSWER', expect.any(String)],
  ])('has a code also where API Gateway says it: %d', async (status, message, code, detail) => {
    const { shop } = fakeShop([gatewaySays(status, message)]);
    const { error } = await shop.get('/me', { tries: 1 });
    expect(error).toEqual(expect.objectContaining({ status, code, detail, traceId: 'Rq1' }));
  });

  it.each([
    ['a page of a proxy', () => new Response('<h1>Bad Gateway</h1>', { status: 502 })],
    ['nothing at all', () => new Response(null, { status: 500 })],
    ['JSON that is none', () => new Response('{', { headers: { 'content-type': 'application/json' } })],
  ])('is clear where the answer is %s', async (_, answer) => {
    const { shop } = fakeShop([answer()], { tries: 1 });
    expect((await shop.get('/categories')).error).toMatchObject({ code: 'UNEXPECTED_ANSWER' });
  });

  it('is said in the language of the call', async () => {
    const { shop } = fakeShop([LOST, gatewaySays(401, 'Unauthorized')], { tries: 1, locale: 'zh-CN' });
    expect((await shop.get('/categories')).error?.detail).toBe('无法连接商店，请检查网络。');
    expect((await shop.get('/me')).error?.detail).toBe('请先登录：访问令牌缺失、已过期或无效。');
  });

  it('is told apart from an answer that the caller has already', async () => {
    const { shop, sent } = fakeShop([new Response(null, { status: 304 })]);
    const { error } = await shop.get('/categories', { params: { header: { 'If-None-Match': '"1"' } } });
    expect(error).toMatchObject({ code: 'NOT_MODIFIED', status: 304 });
    expect(sent[0]?.headers.get('if-none-match')).toBe('"1"');
  });

  it('is thrown where a result is no use', async () => {
    const { shop } = fakeShop([problem(404, 'PRODUCT_NOT_FOUND'), json({ productId: 'prd_1' })]);
    const read = () =>
      unwrap(shop.get('/products/{productId}', { params: { path: { productId: 'prd_1' } } }));
    const thrown = await read().catch((error: unknown) => error);
    expect(thrown).toBeInstanceOf(ShopError);
    expect(thrown).toMatchObject({ message: 'PRODUCT_NOT_FOUND', problem: { code: 'PRODUCT_NOT_FOUND' } });
    expect((await read()).productId).toBe('prd_1');
  });
});

describe('an answer', () => {
  it('that is no JSON is a text, or what the caller wants it as', async () => {
    const csv = () => new Response('a;b\n', { headers: { 'content-type': 'text/csv' } });
    const { shop, sent } = fakeShop([csv(), csv(), csv()]);
    const query = { from: '2026-11-01', to: '2026-11-02' };
    expect((await shop.get('/analytics/export.csv', { params: { query } })).data).toBe('a;b\n');
    const { data } = await shop.get('/analytics/export.csv', { params: { query }, parseAs: 'arrayBuffer' });
    expect(data?.byteLength).toBe(4);
    const { data: stream } = await shop.get('/analytics/export.csv', {
      params: { query },
      parseAs: 'stream',
    });
    expect(await new Response(stream).text()).toBe('a;b\n');
    expect(sent[0]?.headers.get('accept')).toBe('application/json, */*;q=0.1');
  });

  it('without a body is nothing', async () => {
    const { shop } = fakeShop([new Response(null, { status: 204 })]);
    expect(await shop.delete('/me/sessions')).toMatchObject({ data: undefined, response: { status: 204 } });
  });
});
