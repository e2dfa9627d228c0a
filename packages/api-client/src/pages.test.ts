import { describe, expect, it } from '@jest/globals';
import { fakeShop, json, problem } from '../test/fake-shop.ts';
import { until } from './watch.ts';

const product = (number: number) => ({ productId: `prd_${number}` });
const page = (numbers: readonly number[], nextCursor: string | null) =>
  json({ items: numbers.map(product), nextCursor });
const query = { params: { query: { q: 'tea', limit: 2 } } } as const;

describe('the items of a list', () => {
  it('come one after the other to the end, with the same question for each page', async () => {
    const { shop, sent } = fakeShop([page([1, 2], 'c1'), page([], 'c2'), page([3], null)]);
    const seen: string[] = [];
    for await (const { productId } of shop.items('/products', query)) seen.push(productId);
    expect(seen).toEqual(['prd_1', 'prd_2', 'prd_3']);
    expect(sent.map(({ call }) => call)).toEqual([
      'GET /products?q=tea&limit=2',
      'GET /products?q=tea&limit=2&cursor=c1',
      'GET /products?q=tea&limit=2&cursor=c2',
    ]);
  });

  it('are asked for as they are wanted', async () => {
    const { shop, sent } = fakeShop([page([1, 2], 'c1'), page([3], null)]);
    for await (const { productId } of shop.items('/products')) if (productId === 'prd_2') break;
    expect(sent).toHaveLength(1);
  });

  it('come by pages too, from a cursor on', async () => {
    const { shop, sent } = fakeShop([page([3], null)]);
    const pages = [];
    for await (const one of shop.pages('/products', { params: { query: { cursor: 'c1' } } })) pages.push(one);
    expect(pages).toEqual([{ items: [product(3)], nextCursor: null }]);
    expect(sent[0]?.call).toBe('GET /products?cursor=c1');
  });

  it('end with the problem of the page that was refused', async () => {
    const { shop } = fakeShop([page([1], 'c1'), problem(400, 'CURSOR_INVALID')]);
    const seen: string[] = [];
    const reading = async () => {
      for await (const { productId } of shop.items('/products')) seen.push(productId);
    };
    await expect(reading()).rejects.toMatchObject({ problem: { code: 'CURSOR_INVALID' } });
    expect(seen).toEqual(['prd_1']);
  });
});

describe('one thing that is watched', () => {
  const order = { params: { path: { orderId: 'ord_1' } }, everyMs: 1000 } as const;
  const state = (status: string, headers = {}) => json({ status }, 200, headers);

  it('is given at first and whenever it is another, until the loop is left', async () => {
    const { shop, pauses } = fakeShop([state('placed'), state('placed'), state('paid'), state('shipped')]);
    const seen: string[] = [];
    for await (const { status } of shop.watch('/orders/{orderId}', order)) {
      seen.push(status);
      if (status === 'paid') break;
    }
    expect(seen).toEqual(['placed', 'paid']);
    expect(pauses).toEqual([1000, 1000]);
  });

  it('is asked for by its tag where it has one', async () => {
    const same = new Response(null, { status: 304, headers: { etag: '"1"' } });
    const { shop, sent } = fakeShop([state('placed', { etag: '"1"' }), same, state('paid', { etag: '"2"' })]);
    expect(await until(shop.watch('/orders/{orderId}', order), ({ status }) => status === 'paid')).toEqual({
      status: 'paid',
    });
    expect(sent.map(({ headers }) => headers.get('if-none-match'))).toEqual([null, '"1"', '"1"']);
  });

  it('ends with a problem, and when the caller gives up', async () => {
    const { shop } = fakeShop([problem(404, 'NOT_FOUND'), state('placed')]);
    const paid = (signal?: AbortSignal) =>
      until(shop.watch('/orders/{orderId}', { ...order, signal }), ({ status }) => status === 'paid');
    await expect(paid()).rejects.toMatchObject({ problem: { code: 'NOT_FOUND' } });
    await expect(paid(AbortSignal.abort(new Error('went elsewhere')))).rejects.toThrow('went elsewhere');
  });
});
