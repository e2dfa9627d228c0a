import { marshall } from '@aws-sdk/util-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DynamoDBStreamEvent } from 'aws-lambda';
import { stockKey } from '../src/orders-table.ts';
import { handler as changeProduct } from '../src/catalogue/change-product/handler.ts';
import { handler as createProduct } from '../src/catalogue/create-product/handler.ts';
import { handler as getAnyProduct } from '../src/catalogue/get-any-product/handler.ts';
import { handler as getProduct } from '../src/catalogue/get-product/handler.ts';
import { handler as listStockMovements } from '../src/stock/list-stock-movements/handler.ts';
import { handler as moveStock } from '../src/stock/move-stock/handler.ts';
import { handler as placeOrder } from '../src/ordering/place-order/handler.ts';
import { handler as watchStockHandler } from '../src/stock/watch-stock/handler.ts';
import { aUser, openShop, orderBody, type Shop, withRights } from './shop.ts';

const watchStock = withRights('watchStock', watchStockHandler);
const CNY = (amount: number) => ({ amount, currency: 'CNY' });
const name = (en: string, zh: string) => ({ en, 'zh-CN': zh });
const SHIRT = {
  title: name('Linen shirt', '亚麻衬衫'),
  description: name('Linen.', '亚麻。'),
  category: 'clothing.men',
  price: CNY(20_000),
  options: [
    { key: 'size', name: name('Size', '尺码'), values: [{ key: 'm', name: name('M', 'M') }] },
    {
      key: 'colour',
      name: name('Colour', '颜色'),
      values: [
        { key: 'blue', name: name('blue', '蓝色') },
        { key: 'white', name: name('white', '白色') },
      ],
    },
  ],
  variants: [
    { options: { size: 'm', colour: 'blue' }, stock: 3, price: CNY(19_000), image: '/images/blue.svg' },
    { options: { size: 'm', colour: 'white' }, stock: 20 },
  ],
};

describe('variants over HTTP', () => {
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
      ...more
    }: {
      productId?: string;
      body?: unknown;
      query?: Record<string, string>;
      headers?: Record<string, string>;
    } = {},
  ) =>
    shop.call(handler, {
      method,
      path: '/products',
      caller: { userId: 'usr_admin', scopes: ['shop', 'admin'] },
      ...(productId !== undefined && { params: { productId } }),
      ...more,
    });
  const created = async () => {
    const headers = { 'idempotency-key': crypto.randomUUID() };
    const first = await call(createProduct, 'POST', { body: SHIRT, headers });
    expect(await call(createProduct, 'POST', { body: SHIRT, headers })).toMatchObject({
      status: 201,
      body: { productId: first.body['productId'] },
    });
    return String(first.body['productId']);
  };

  it('are shown in the language of the reader, with price, image and availability of their own', async () => {
    const productId = await created();
    const { body } = await call(getProduct, 'GET', { productId, headers: { 'accept-language': 'zh-CN' } });
    expect(body).toMatchObject({
      price: CNY(19_000),
      availability: 'in-stock',
      options: [
        { key: 'size', name: '尺码', values: [{ key: 'm', name: 'M' }] },
        { key: 'colour', name: '颜色', values: [{ key: 'blue', name: '蓝色' }, { name: '白色' }] },
      ],
      variants: [
        {
          variantId: 'm_blue',
          title: 'M，蓝色',
          options: { size: 'm', colour: 'blue' },
          price: CNY(19_000),
          availability: 'low',
          image: '/images/blue.svg',
        },
        { variantId: 'm_white', price: CNY(20_000), availability: 'in-stock' },
      ],
    });
  });

  it('are changed under the version of their product, and archived ones are shown to the shop alone', async () => {
    const productId = await created();
    const body = { version: 1, variants: [{ variantId: 'm_blue', active: false }] };
    const changed = await call(changeProduct, 'PATCH', { productId, body });
    expect(changed).toMatchObject({
      status: 200,
      body: {
        price: CNY(20_000),
        options: [{ name: SHIRT.options[0]!.name }, {}],
        variants: [
          { variantId: 'm_blue', active: false },
          { variantId: 'm_white', active: true },
        ],
      },
    });
    expect((await call(changeProduct, 'PATCH', { productId, body })).body['code']).toBe('VERSION_CONFLICT');
    const shown = await call(getProduct, 'GET', { productId });
    expect(shown.body['variants']).toMatchObject([{ variantId: 'm_white' }]);
    expect(shown.body['variants']).toHaveLength(1);
    const kept = await call(getAnyProduct, 'GET', { productId });
    expect(kept.body).toMatchObject({
      options: SHIRT.options,
      variants: [
        { variantId: 'm_blue', active: false, available: 3 },
        { variantId: 'm_white', active: true, available: 20 },
      ],
      available: 23,
    });
  });

  it('are ordered by their id, and their stock is booked by it', async () => {
    const productId = await created();
    const items = [{ productId, variantId: 'm_blue', quantity: 3, unitPrice: CNY(19_000) }];
    const order = (lines: readonly object[]) =>
      shop.call(placeOrder, {
        method: 'POST',
        path: '/orders',
        body: { ...orderBody([]), items: lines },
        headers: { 'idempotency-key': crypto.randomUUID(), 'accept-language': 'en' },
        caller: { userId: aUser() },
      });
    expect(await order(items)).toMatchObject({
      status: 201,
      body: { items: [{ productId, variantId: 'm_blue', title: 'Linen shirt, M, blue', quantity: 3 }] },
    });
    expect(await order([{ productId, quantity: 1, unitPrice: CNY(19_000) }])).toMatchObject({
      status: 422,
      body: { code: 'VARIANT_REQUIRED', lines: [{ productId, options: ['size', 'colour'] }] },
    });
    const booked = await call(moveStock, 'POST', {
      productId,
      body: { delta: 2, reason: 'came in', variantId: 'm_blue' },
    });
    expect(booked).toMatchObject({ status: 200, body: { productId, variantId: 'm_blue', available: 2 } });
    const ledger = await call(listStockMovements, 'GET', { productId, query: { variantId: 'm_blue' } });
    expect(ledger.body['items']).toMatchObject([{ units: 2, reason: 'came in' }, { units: 3 }]);
  });

  it('lead the watch on stock to their product', async () => {
    const productId = await created();
    const key = stockKey(`${productId}.m_blue`, 0);
    await shop.items.write([{ update: key, add: { n: -3 } }]);
    const item = await shop.item(key);
    const record = { dynamodb: { SequenceNumber: '1', NewImage: marshall(item) } };
    const event = { Records: [record] } as unknown as DynamoDBStreamEvent;
    expect(await watchStock(event)).toEqual({ batchItemFailures: [] });
    const { body } = await call(changeProduct, 'PATCH', { productId, body: { version: 2, lowAt: 4 } });
    expect(body['variants']).toMatchObject([{ availability: 'sold-out' }, { availability: 'in-stock' }]);
  });
});
