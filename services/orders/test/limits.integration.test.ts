import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { handler as cancel } from '../src/ordering/cancel-order/handler.ts';
import { handler as place } from '../src/ordering/place-order/handler.ts';
import { handler as change } from '../src/catalogue/change-product/handler.ts';
import { handler as show } from '../src/catalogue/get-product/handler.ts';
import type { Product } from '../src/catalogue/product.ts';
import { aUser, openShop, orderBody, type Shop } from './shop.ts';

describe('limits per shopper, over HTTP', () => {
  let shop: Shop;
  beforeAll(async () => {
    shop = await openShop();
  });
  afterAll(() => shop.close());

  const gift = (units: number) => shop.product({ amount: 0, stock: 200, limitPerShopper: { units } });
  const order = (userId: string, product: Product, key: string = crypto.randomUUID()) =>
    shop.call(place, {
      method: 'POST',
      path: '/orders',
      body: orderBody([{ product }], { paymentMethod: undefined }),
      headers: { 'idempotency-key': key },
      caller: { userId },
    });

  it('gives 50 requests of one account at one moment what the limit says, and no more', async () => {
    const straps = await gift(3);
    const user = aUser();
    const answers = [];
    // Who only met others is told so, and asks again; nobody else is to be refused.
    let asking = Array.from({ length: 50 }, () => crypto.randomUUID());
    while (asking.length > 0) {
      const round = await Promise.all(
        asking.map(async (key) => ({ key, ...(await order(user, straps, key)) })),
      );
      answers.push(...round.filter(({ status }) => status !== 503));
      asking = round.filter(({ status }) => status === 503).map(({ key }) => key);
    }
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(3);
    const refused = answers.filter(({ status }) => status !== 201);
    expect(new Set(refused.map(({ body }) => body['code']))).toEqual(new Set(['LIMIT_REACHED']));
    expect(await shop.available(straps)).toBe(197);
  });

  it('answers a free order as paid, the same again, and a cancellation gives all of it back', async () => {
    const straps = await gift(1);
    const user = aUser();
    const first = await order(user, straps, 'one');
    expect(first).toMatchObject({ status: 201, body: { status: 'paid', payBy: null, total: { amount: 0 } } });
    expect(first.body['orderNumber']).toMatch(/^\d{8}-/);
    const orderId = String(first.body['orderId']);
    const path = `/orders/${orderId}/cancel`;
    const params = { orderId };
    const cancelled = await shop.call(cancel, { method: 'POST', path, params, caller: { userId: user } });
    expect(cancelled).toMatchObject({ status: 200, body: { status: 'cancelled', refunds: [] } });
    expect(await order(user, straps, 'one')).toMatchObject({ status: 201, body: first.body });
    expect(await order(user, straps, 'two')).toMatchObject({ status: 201 });
    expect(await order(user, straps, 'three')).toMatchObject({
      status: 409,
      body: { lines: [{ problem: 'limit-reached', left: 0, moreAt: null, limitPerShopper: { units: 1 } }] },
    });
  });

  it('is shown with the product, and cannot be taken from what is free', async () => {
    const { productId, version } = await gift(2);
    const params = { productId };
    const path = `/products/${productId}`;
    expect((await shop.call(show, { method: 'GET', path, params })).body).toMatchObject({
      limitPerShopper: { units: 2 },
    });
    const patch = (body: object) =>
      shop.call(change, {
        method: 'PATCH',
        path,
        params,
        body: { version, ...body },
        caller: { userId: aUser(), scopes: ['admin'] },
      });
    expect(await patch({ limitPerShopper: null })).toMatchObject({
      status: 422,
      body: { code: 'LIMIT_REQUIRED' },
    });
    const price = { amount: 100, currency: 'CNY' };
    const dearer = await patch({ limitPerShopper: null, price });
    expect(dearer.status).toBe(200);
    expect(dearer.body).not.toHaveProperty('limitPerShopper');
  });
});
