import { marshall } from '@aws-sdk/util-dynamodb';
import { outboxOf } from '@cartless/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DynamoDBStreamEvent } from 'aws-lambda';
import { productKey, stockKey } from '../src/orders-table.ts';
import { handler as archiveProduct } from '../src/catalogue/archive-product/handler.ts';
import { handler as changeProduct } from '../src/catalogue/change-product/handler.ts';
import { handler as createProduct } from '../src/catalogue/create-product/handler.ts';
import { handler as getAnyProduct } from '../src/catalogue/get-any-product/handler.ts';
import { handler as getProduct } from '../src/catalogue/get-product/handler.ts';
import { handler as listProducts } from '../src/catalogue/list-products/handler.ts';
import { handler as listStockMovements } from '../src/stock/list-stock-movements/handler.ts';
import { handler as moveStock } from '../src/stock/move-stock/handler.ts';
import { handler as placeOrder } from '../src/ordering/place-order/handler.ts';
import { handler as watchStockHandler } from '../src/stock/watch-stock/handler.ts';
import type { Product } from '../src/catalogue/product.ts';
import { aUser, eventsIn, openShop, orderBody, type Shop, withRights } from './shop.ts';

const watchStock = withRights('watchStock', watchStockHandler);

const LAMP = {
  title: { en: 'Zebra lamp', 'zh-CN': '斑马灯' },
  description: { en: 'Striped.', 'zh-CN': '条纹。' },
  category: 'home.lighting',
  price: { amount: 8800, currency: 'CNY' },
};

describe('what administrators do with products', () => {
  let shop: Shop;
  beforeAll(async () => {
    shop = await openShop();
  });
  afterAll(() => shop.close());

  const call = (
    handler: Parameters<Shop['call']>[0],
    method: string,
    {
      productId,
      body,
      headers = {},
    }: { productId?: string; body?: unknown; headers?: Record<string, string> },
  ) => {
    const caller = { userId: 'usr_admin', scopes: ['shop', 'admin'] };
    const params = productId === undefined ? {} : { params: { productId } };
    return shop.call(handler, { method, path: '/products', body, headers, caller, ...params });
  };
  const create = (more: Record<string, unknown> = {}, headers = {}) =>
    call(createProduct, 'POST', { body: { ...LAMP, stock: 10, ...more }, headers });
  const created = async (more = {}) => String((await create(more)).body['productId']);
  const search = async (q: string) => {
    const { body } = await shop.call(listProducts, {
      method: 'GET',
      path: '/products',
      query: { q, limit: '100' },
    });
    return (body['items'] as { productId: string }[]).map(({ productId }) => productId);
  };

  it.each([
    [
      { constructor: '1' },
      'attributes.constructor',
      'Is no name that an attribute can have. Choose another.',
    ],
    [{ ['n'.repeat(41)]: '1' }, `attributes.${'n'.repeat(41)}`, 'Must have at most 40 characters.'],
    [
      Object.fromEntries(Array.from({ length: 51 }, (_, i) => [`n${i}`, '1'])),
      'attributes',
      'Must have at most 50 entries.',
    ],
  ])('are told what is wrong with attributes: %j', async (attributes, field, message) => {
    const { status, body } = await create({ attributes });
    expect([status, body['errors']]).toEqual([422, [{ field, message }]]);
  });

  it('create one that can be found and bought, and tell of it', async () => {
    const answer = await create();
    expect(answer).toMatchObject({
      status: 201,
      body: { version: 1, availability: 'in-stock', active: true },
    });
    const productId = String(answer.body['productId']);
    expect(answer.headers['location']).toBe(`/products/${productId}`);
    expect(await search('zebra')).toContain(productId);
    const item = await shop.item(productKey(productId));
    expect(outboxOf(item)).toMatchObject([{ type: 'orders.product-changed.v1', n: 1 }]);
  });

  it('create one product with one key, however often they ask', async () => {
    const key = { 'idempotency-key': 'one' };
    const [first, second] = [await create({}, key), await create({}, key)];
    expect(second.body['productId']).toBe(first.body['productId']);
    expect(first.headers).not.toHaveProperty('idempotent-replayed');
    expect(second.headers).toMatchObject({ 'idempotent-replayed': 'true' });
    expect(await create({ stock: 11 }, key)).toMatchObject({
      status: 422,
      body: { code: 'IDEMPOTENCY_KEY_REUSED' },
    });
    expect(await create({ productId: first.body['productId'] })).toMatchObject({ status: 409 });
  });

  it('change what nobody else changed meanwhile', async () => {
    const productId = await created();
    const body = {
      title: { en: 'Giraffe lamp', 'zh-CN': '长颈鹿灯' },
      price: { amount: 9900, currency: 'CNY' },
    };
    const change = (headers: Record<string, string>, more = {}) =>
      call(changeProduct, 'PATCH', { productId, body: { ...body, ...more }, headers });
    expect(await change({})).toMatchObject({ status: 422, body: { code: 'VERSION_REQUIRED' } });
    expect(await change({ 'if-match': '"1"' })).toMatchObject({
      status: 200,
      body: { version: 2, title: 'Giraffe lamp' },
    });
    expect(await change({ 'if-match': '"1"' })).toMatchObject({
      status: 409,
      body: { code: 'VERSION_CONFLICT', version: 2 },
    });
    expect(await change({}, { version: 2 })).toMatchObject({ status: 200, body: { version: 3 } });
    expect(await search('giraffe')).toContain(productId);
    expect(await search('长颈')).toContain(productId);
    expect(await search('zebra')).not.toContain(productId);
    expect(await shop.item(stockKey(productId, 0))).toMatchObject({ p: 9900, n: 10 });
    const euro = await change({}, { version: 3, price: { amount: 1, currency: 'EUR' } });
    expect(euro).toMatchObject({ status: 422, body: { code: 'CURRENCY_UNSUPPORTED' } });
  });

  it('change by the tag of what was shown', async () => {
    const productId = await created();
    const { headers } = await call(getProduct, 'GET', { productId });
    const change = (lowAt: number) =>
      call(changeProduct, 'PATCH', {
        productId,
        body: { lowAt },
        headers: { 'if-match': String(headers['etag']) },
      });
    expect(await change(1)).toMatchObject({ status: 200, body: { version: 2 } });
    expect(await change(2)).toMatchObject({ status: 409, body: { code: 'VERSION_CONFLICT', version: 2 } });
  });

  it('lose no change when two of them change at the same moment', async () => {
    const productId = await created();
    const answers = await Promise.all(
      [1, 2].map((lowAt) =>
        call(changeProduct, 'PATCH', { productId, body: { lowAt }, headers: { 'if-match': '"1"' } }),
      ),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 409]));
  });

  it('archive one: it is not listed, found or sold any more, but can be looked at', async () => {
    const productId = await created();
    expect(await call(archiveProduct, 'DELETE', { productId })).toMatchObject({ status: 204 });
    expect(await search('zebra')).not.toContain(productId);
    const product = { productId, price: LAMP.price } as Product;
    const headers = { 'idempotency-key': 'x' };
    const order = { method: 'POST', path: '/orders', body: orderBody([{ product }]), headers };
    expect(await shop.call(placeOrder, { ...order, caller: { userId: aUser() } })).toMatchObject({
      body: { code: 'PRODUCT_UNAVAILABLE' },
    });
    expect(await call(getProduct, 'GET', { productId })).toMatchObject({
      body: { availability: 'sold-out' },
    });
    expect(await call(archiveProduct, 'DELETE', { productId: 'prd_none' })).toMatchObject({ status: 404 });
  });

  it('book units in and out, once per key, and never below nothing', async () => {
    const productId = await created({ buckets: 3 });
    const move = (delta: unknown, key?: string) =>
      call(moveStock, 'POST', {
        productId,
        body: { delta, reason: 'delivery' },
        headers: key === undefined ? {} : { 'idempotency-key': key },
      });
    const [first, again] = [await move(5, 'a'), await move(5, 'a')];
    expect([first, again]).toMatchObject([1, 2].map(() => ({ status: 200, body: { available: 15 } })));
    expect(first.headers).not.toHaveProperty('idempotent-replayed');
    expect(again.headers).toMatchObject({ 'idempotent-replayed': 'true' });
    expect(await move(6, 'a')).toMatchObject({ status: 422, body: { code: 'IDEMPOTENCY_KEY_REUSED' } });
    expect(await move(-15)).toMatchObject({ status: 200, body: { available: 0 } });
    expect(await move(-1)).toMatchObject({ status: 409, body: { code: 'STOCK_TOO_LOW', available: 0 } });
    for (const wrong of [0, 1.5, 'x', 2_000_000]) expect(await move(wrong)).toMatchObject({ status: 422 });
  });

  it('read one as it is kept: both languages, cost, units, and what is not sold any more', async () => {
    const productId = await created({ cost: { amount: 3100, currency: 'CNY' }, lowAt: 12 });
    const read = async () => {
      const answer = await call(getAnyProduct, 'GET', { productId });
      expect(answer.headers['etag']).toBe(`"${Number(answer.body['version'])}"`);
      return answer.body;
    };
    expect(await read()).toMatchObject({
      titles: LAMP.title,
      descriptions: LAMP.description,
      cost: { amount: 3100 },
      available: 10,
      availability: 'low',
      lowAt: 12,
      active: true,
    });
    await call(moveStock, 'POST', { productId, body: { delta: -10, reason: 'broken' } });
    await call(archiveProduct, 'DELETE', { productId });
    expect(await read()).toMatchObject({ available: 0, availability: 'sold-out', active: false, version: 2 });
    expect(await call(getAnyProduct, 'GET', { productId: 'prd_none' })).toMatchObject({ status: 404 });
    const shopper = { caller: { userId: aUser(), scopes: ['shop', 'fulfilment'] }, params: { productId } };
    for (const handler of [getAnyProduct, listStockMovements])
      expect(await shop.call(handler, { method: 'GET', path: '/x', ...shopper })).toMatchObject({
        status: 403,
      });
  });

  it('read the ledger, page by page, the newest entry first', async () => {
    const productId = await created({ stock: 7 });
    for (const [delta, reason] of [
      [5, 'delivery'],
      [-2, 'broken'],
    ])
      await call(moveStock, 'POST', { productId, body: { delta, reason } });
    const page = (query: Record<string, string>) =>
      shop.call(listStockMovements, {
        method: 'GET',
        path: '/x',
        params: { productId },
        query,
        caller: { userId: 'usr_admin', scopes: ['catalogue'] },
      });
    const first = await page({ limit: '2' });
    expect(first.body['items']).toMatchObject([
      { kind: 'correction', units: -2, reason: 'broken', by: 'usr_admin' },
      { kind: 'receipt', units: 5, reason: 'delivery' },
    ]);
    const second = await page({ limit: '2', cursor: String(first.body['nextCursor']) });
    expect(second.body).toMatchObject({
      items: [{ movementId: 'first', units: 7, reason: 'first stock' }],
      nextCursor: null,
    });
    expect(await page({ cursor: 'x' })).toMatchObject({ status: 400, body: { code: 'CURSOR_INVALID' } });
    expect(await page({ variantId: 'none' })).toMatchObject({
      status: 404,
      body: { code: 'VARIANT_NOT_FOUND' },
    });
  });

  it('spread the stock of one over more buckets, and never over fewer', async () => {
    const productId = await created();
    const spread = (buckets: number, version: number) =>
      call(changeProduct, 'PATCH', { productId, body: { buckets, version } });
    expect(await spread(4, 1)).toMatchObject({ status: 200, body: { buckets: 4 } });
    expect(await shop.item(stockKey(productId, 3))).toMatchObject({ n: 0, k: 4, act: true });
    expect(await spread(2, 2)).toMatchObject({ status: 422, body: { code: 'BUCKETS_CANNOT_SHRINK' } });
  });

  it('hear when stock becomes low, once, and the catalogue shows it', async () => {
    const productId = await created({ lowAt: 5 });
    const change = (before: number, after: number): DynamoDBStreamEvent => {
      const image = (n: number) => marshall({ ...stockKey(productId, 0), n, low: 5 });
      const dynamodb = { OldImage: image(before), NewImage: image(after), SequenceNumber: '1' };
      return { Records: [{ dynamodb }] } as DynamoDBStreamEvent;
    };
    const sell = async (delta: number) => {
      const before = Number((await shop.item(stockKey(productId, 0)))?.['n']);
      await call(moveStock, 'POST', { productId, body: { delta, reason: 'x' } });
      expect(await watchStock(change(before, before + delta))).toEqual({ batchItemFailures: [] });
      return shop.item(productKey(productId));
    };
    expect(await sell(-1)).toMatchObject({ av: 'in-stock', v: 1 });
    const low = await sell(-5);
    expect(low).toMatchObject({ av: 'low', v: 2 });
    expect(eventsIn(low ?? {})).toMatchObject([
      { type: 'orders.stock-low.v1', data: { available: 4, threshold: 5 } },
    ]);
    expect(outboxOf(await sell(-4))).toEqual([]);
    const full = await sell(100);
    expect(full).toMatchObject({ av: 'in-stock', v: 4 });
    expect(outboxOf(full)).toEqual([]);
  });

  it('are administrators, not shoppers', async () => {
    const answer = await shop.call(createProduct, {
      method: 'POST',
      path: '/products',
      body: LAMP,
      caller: { userId: aUser(), scopes: ['shop'] },
    });
    expect(answer).toMatchObject({ status: 403 });
  });
});
