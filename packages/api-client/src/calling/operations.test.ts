import { describe, expect, it } from '@jest/globals';
import { fakeShop, json, problem } from '../../test/fake-shop.ts';
import type { ShopClient } from '../index.ts';

/** Whether two types are the same. */
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const same = <A, B>(is: Same<A, B>) => is;

/** None of these is called: the compiler is what tests them. */
const refused = (shop: ShopClient) => [
  // @ts-expect-error -- there is no such path
  () => shop.get('/nothing'),
  // @ts-expect-error -- there is no such method of it
  () => shop.delete('/orders'),
  // @ts-expect-error -- the id is missing
  () => shop.get('/orders/{orderId}'),
  // @ts-expect-error -- the body is missing
  () => shop.post('/login'),
  // @ts-expect-error -- a member that nobody knows
  () => shop.get('/products', { query: { q: 'tea' } }),
  // @ts-expect-error -- a parameter that nobody knows
  () => shop.get('/products', { params: { query: { words: 'tea' } } }),
  // @ts-expect-error -- a field that nobody knows
  () => shop.post('/login', { body: { identifier: 'mei', password: 'x', admin: true } }),
  // @ts-expect-error -- a value that it cannot have
  () => shop.post('/orders', { body: { items: [], paymentMethod: 'cheque' } }),
  // @ts-expect-error -- no list
  () => shop.items('/me'),
  // @ts-expect-error -- partners call it, nobody else
  () => shop.post('/payments/webhook', {}),
];

describe('the types of calls', () => {
  it('refuse what the shop would refuse', () => {
    expect(refused(fakeShop([]).shop)).toHaveLength(10);
  });

  it('tell data and error apart', async () => {
    const { shop } = fakeShop([json({ available: true }), problem(422, 'VALIDATION_FAILED')]);
    const call = () => shop.get('/availability', { params: { query: { username: 'mei' } } });
    const good = await call();
    if (good.error !== undefined) throw new Error(good.error.detail);
    const { available } = good.data;
    expect(same<typeof available, boolean>(true)).toBe(available);
    const bad = await call();
    expect(same<typeof bad.data, undefined | { available: boolean }>(true)).toBe(true);
    expect(bad.error?.code).toBe('VALIDATION_FAILED');
  });

  it('know what is no JSON, and what a caller makes of it', async () => {
    const csv = () => new Response('a', { headers: { 'content-type': 'text/csv' } });
    const { shop } = fakeShop([csv(), csv(), new Response(null, { status: 204 })]);
    const { data: text } = await shop.get('/analytics/export.csv');
    const { data: blob } = await shop.get('/analytics/export.csv', { parseAs: 'blob' });
    const { data: none } = await shop.delete('/me/sessions');
    expect(same<typeof text, string | undefined>(true)).toBe(true);
    expect(same<typeof blob, Blob | undefined>(true)).toBe(true);
    expect(same<typeof none, undefined>(true)).toBe(true);
    expect([text, blob?.size, none]).toEqual(['a', 1, undefined]);
  });
});
