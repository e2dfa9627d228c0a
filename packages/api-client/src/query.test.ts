import { describe, expect, it } from '@jest/globals';
import { QueryClient } from '@tanstack/query-core';
import { fakeShop, json, never, problem } from '../test/fake-shop.ts';
import { pagesQueryOf, queryOf } from './query.ts';

const client = () =>
  new QueryClient({ defaultOptions: { queries: { retry: false, staleTime: Infinity, gcTime: Infinity } } });
const page = (productId: string, nextCursor: string | null) => json({ items: [{ productId }], nextCursor });

describe('what TanStack Query is told', () => {
  it('is what to ask and by which key it is kept', async () => {
    const { shop, sent } = fakeShop([json({ productId: 'prd_1' }), json({ productId: 'prd_2' })]);
    const queries = client();
    const one = (productId: string) =>
      queryOf(shop, '/products/{productId}', { params: { path: { productId } } });
    expect((await queries.fetchQuery(one('prd_1'))).productId).toBe('prd_1');
    expect((await queries.fetchQuery(one('prd_1'))).productId).toBe('prd_1');
    expect((await queries.fetchQuery(one('prd_2'))).productId).toBe('prd_2');
    expect(sent).toHaveLength(2);
  });

  it('is how the pages of a list follow one another', async () => {
    const { shop, sent } = fakeShop([page('prd_1', 'c1'), page('prd_2', null)]);
    const products = pagesQueryOf(shop, '/products', { params: { query: { q: 'tea' } } });
    const { pages } = await client().fetchInfiniteQuery({ ...products, pages: 5 });
    expect(pages.flatMap(({ items }) => items.map(({ productId }) => productId))).toEqual(['prd_1', 'prd_2']);
    expect(sent.map(({ call }) => call)).toEqual(['GET /products?q=tea', 'GET /products?q=tea&cursor=c1']);
  });

  it('is the problem, as an error', async () => {
    const { shop } = fakeShop([problem(404, 'NOT_FOUND')]);
    await expect(client().fetchQuery(queryOf(shop, '/categories'))).rejects.toMatchObject({
      problem: { code: 'NOT_FOUND' },
    });
  });

  it('is ended when nobody waits for it', async () => {
    const { shop } = fakeShop([never]);
    const queries = client();
    const asked = queryOf(shop, '/categories');
    const ended = expect(queries.fetchQuery(asked)).rejects.toMatchObject({ revert: expect.anything() });
    await queries.cancelQueries({ queryKey: asked.queryKey });
    await ended;
  });
});
