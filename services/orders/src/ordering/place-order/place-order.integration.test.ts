import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { MAX_PRICE } from '@cartless/domain';
import { aUser, openShop, orderBody, SHANGHAI, type Shop } from '../../../test/shop.ts';
import { handler } from './handler.ts';

describe('POST /orders', () => {
  let shop: Shop;
  beforeAll(async () => {
    shop = await openShop();
  });
  afterAll(() => shop.close());

  const place = (body: unknown, { key, user = aUser() }: { key?: string; user?: string } = {}) =>
    shop.call(handler, {
      method: 'POST',
      path: '/orders',
      body,
      headers: { 'idempotency-key': key ?? crypto.randomUUID() },
      caller: { userId: user },
    });

  it('places an order, takes its stock and tells of it', async () => {
    const lamp = await shop.product({ stock: 5, amount: 4000 });
    const cup = await shop.product({ stock: 3, amount: 1500 });
    const answer = await place(orderBody([{ product: lamp, quantity: 2 }, { product: cup }]));
    expect(answer).toMatchObject({
      status: 201,
      body: {
        status: 'placed',
        orderNumber: null,
        shippingFee: { amount: 1000, currency: 'CNY' },
        total: { amount: 10_500, currency: 'CNY' },
        items: [{ quantity: 2, lineTotal: { amount: 8000 } }, { quantity: 1 }],
      },
    });
    const orderId = String(answer.body['orderId']);
    expect(answer.headers['location']).toBe(`/orders/${orderId}`);
    expect(await shop.available(lamp)).toBe(3);
    expect(await shop.available(cup)).toBe(2);
    const events = await shop.events(orderId);
    expect(events).toMatchObject([
      { type: 'orders.order-placed.v1', sequence: 1, data: { status: 'placed' } },
    ]);
  });

  it('sends nothing extra when the goods are worth enough', async () => {
    const lamp = await shop.product({ amount: 9900 });
    const answer = await place(orderBody([{ product: lamp }]));
    expect(answer.body).toMatchObject({ shippingFee: { amount: 0 }, total: { amount: 9900 } });
  });

  it('gives the first answer again for the same key and body, and takes nothing more', async () => {
    const lamp = await shop.product({ stock: 5 });
    const who = { key: 'again', user: aUser() };
    const first = await place(orderBody([{ product: lamp }]), who);
    const second = await place(orderBody([{ product: lamp }]), who);
    expect(second.status).toBe(201);
    expect(second.headers['idempotent-replayed']).toBe('true');
    expect(second.body).toEqual(first.body);
    expect(await shop.available(lamp)).toBe(4);
  });

  it('gives the first answer again even when the last unit went to that very order', async () => {
    const lamp = await shop.product({ stock: 1 });
    const who = { key: 'last', user: aUser() };
    await place(orderBody([{ product: lamp }]), who);
    expect(await place(orderBody([{ product: lamp }]), who)).toMatchObject({ status: 201 });
  });

  it('refuses a key that was used for another order', async () => {
    const lamp = await shop.product();
    const who = { key: 'other', user: aUser() };
    await place(orderBody([{ product: lamp }]), who);
    const answer = await place(orderBody([{ product: lamp, quantity: 2 }]), who);
    expect(answer).toMatchObject({ status: 422, body: { code: 'IDEMPOTENCY_KEY_REUSED' } });
  });

  it('makes one order of two requests with one key at the same moment', async () => {
    const lamp = await shop.product({ stock: 5 });
    const who = { key: 'twice', user: aUser() };
    const answers = await Promise.all([1, 2, 3].map(() => place(orderBody([{ product: lamp }]), who)));
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
    expect(new Set(answers.map(({ body }) => body['orderId'])).size).toBe(1);
    expect(await shop.available(lamp)).toBe(4);
  });

  it('lets two shoppers use the same key', async () => {
    const lamp = await shop.product();
    const first = await place(orderBody([{ product: lamp }]), { key: 'same' });
    const second = await place(orderBody([{ product: lamp }]), { key: 'same' });
    expect(second.body['orderId']).not.toBe(first.body['orderId']);
  });

  it('answers with what is left when there is too little, and takes nothing of the other lines', async () => {
    const lamp = await shop.product({ stock: 1 });
    const cup = await shop.product({ stock: 9 });
    const answer = await place(orderBody([{ product: cup }, { product: lamp, quantity: 2 }]));
    expect(answer).toMatchObject({
      status: 409,
      body: {
        code: 'OUT_OF_STOCK',
        lines: [{ productId: lamp.productId, problem: 'out-of-stock', available: 1, unitPrice: lamp.price }],
      },
    });
    expect(await shop.available(cup)).toBe(9);
  });

  it('answers with the price of now when it is another', async () => {
    const lamp = await shop.product({ amount: 5000 });
    const seen = { ...lamp, price: { amount: 4999, currency: 'CNY' } };
    expect(await place(orderBody([{ product: seen }]))).toMatchObject({
      status: 409,
      body: { code: 'PRICE_CHANGED', lines: [{ unitPrice: { amount: 5000, currency: 'CNY' } }] },
    });
  });

  it('refuses what is unknown or not sold any more', async () => {
    const gone = await shop.product({ active: false });
    const unknown = { ...gone, productId: 'prd_nothing' as const };
    for (const product of [gone, unknown]) {
      expect(await place(orderBody([{ product }]))).toMatchObject({
        status: 409,
        body: { code: 'PRODUCT_UNAVAILABLE', lines: [{ problem: 'unavailable', available: 0 }] },
      });
    }
  });

  it('refuses another currency', async () => {
    const lamp = await shop.product();
    const product = { ...lamp, price: { amount: 5000, currency: 'USD' } };
    expect(await place(orderBody([{ product }]))).toMatchObject({
      status: 422,
      body: { code: 'CURRENCY_UNSUPPORTED' },
    });
  });

  it('refuses a price with which no sum could be exact, and takes the largest', async () => {
    const product = await shop.product({ amount: MAX_PRICE, stock: 999 });
    const dear = { ...product, price: { ...product.price, amount: Number.MAX_SAFE_INTEGER } };
    expect(await place(orderBody([{ product: dear, quantity: 999 }]))).toMatchObject({ status: 422 });
    const { status, body } = await place(orderBody([{ product, quantity: 999 }]));
    expect({ status, body }).toMatchObject({ status: 201, body: { total: { amount: MAX_PRICE * 999 } } });
  });

  it.each([0, -1, 1.5, 1000, '2', null])('refuses a quantity of %p', async (quantity) => {
    const lamp = await shop.product();
    const body = orderBody([{ product: lamp }]);
    const items = body.items.map((line) => ({ ...line, quantity }));
    expect(await place({ ...body, items })).toMatchObject({
      status: 422,
      body: { code: 'VALIDATION_FAILED' },
    });
  });

  it('adds up lines of the same product, and refuses them with two prices or too many units', async () => {
    const lamp = await shop.product({ stock: 2000 });
    const body = orderBody([
      { product: lamp, quantity: 2 },
      { product: lamp, quantity: 3 },
    ]);
    expect(await place(body)).toMatchObject({ status: 201, body: { items: [{ quantity: 5 }] } });
    const dear = { ...lamp, price: { amount: 1, currency: 'CNY' } };
    expect(await place(orderBody([{ product: lamp }, { product: dear }]))).toMatchObject({
      status: 422,
      body: { code: 'LINES_CONTRADICT' },
    });
    const many = orderBody([{ product: lamp, quantity: 999 }, { product: lamp }]);
    expect(await place(many)).toMatchObject({ status: 422, body: { code: 'QUANTITY_TOO_LARGE' } });
  });

  it('takes 50 lines and refuses 51, or none', async () => {
    const products = await Promise.all(Array.from({ length: 51 }, () => shop.product({ stock: 2 })));
    const lines = products.map((product) => ({ product }));
    expect(await place(orderBody(lines.slice(0, 50)))).toMatchObject({ status: 201 });
    expect(await place(orderBody(lines))).toMatchObject({ status: 422 });
    expect(await place(orderBody([]))).toMatchObject({ status: 422 });
  });

  it('wants a key, and exactly one address', async () => {
    const lamp = await shop.product();
    const body = orderBody([{ product: lamp }]);
    const call = { method: 'POST', path: '/orders', body, caller: { userId: aUser() } };
    expect(await shop.call(handler, call)).toMatchObject({
      status: 422,
      body: { errors: [{ field: 'idempotency-key' }] },
    });
    expect(await place({ ...body, shippingAddress: undefined })).toMatchObject({ status: 422 });
    expect(await place({ ...body, addressId: 'adr_1', shippingAddress: SHANGHAI })).toMatchObject({
      status: 422,
    });
    expect(await place({ ...body, addressId: 'adr_1', shippingAddress: undefined })).toMatchObject({
      status: 422,
      body: { code: 'ADDRESS_UNKNOWN' },
    });
  });

  it('draws a line from several buckets when no single one has enough', async () => {
    const hot = await shop.product({ stock: 8, buckets: 4 });
    expect(await place(orderBody([{ product: hot, quantity: 7 }]))).toMatchObject({ status: 201 });
    expect(await shop.available(hot)).toBe(1);
    expect(await place(orderBody([{ product: hot, quantity: 2 }]))).toMatchObject({
      status: 409,
      body: { code: 'OUT_OF_STOCK', lines: [{ available: 1 }] },
    });
  });

  it('says which tax is in it and in whose name its invoice will be, and takes a bad tax number for a mistake', async () => {
    const lamp = await shop.product({ amount: 11_300 });
    const who = { key: 'invoice', user: aUser() };
    const invoice = { title: '林美商贸有限公司', taxNumber: '91110108717743469K' };
    const answer = await place(orderBody([{ product: lamp }], { invoice }), who);
    expect(answer).toMatchObject({
      status: 201,
      body: { taxIncluded: { amount: 1300, currency: 'CNY' }, invoice },
    });
    expect(await place(orderBody([{ product: lamp }], { invoice }), who)).toMatchObject({
      body: answer.body,
    });
    const other = orderBody([{ product: lamp }], { invoice: { title: 'somebody else' } });
    expect(await place(other, who)).toMatchObject({ body: { code: 'IDEMPOTENCY_KEY_REUSED' } });
    const mistyped = orderBody([{ product: lamp }], {
      invoice: { ...invoice, taxNumber: '91110108717743468K' },
    });
    expect(await place(mistyped)).toMatchObject({
      status: 422,
      body: { errors: [{ field: 'invoice.taxNumber' }] },
    });
  });

  it('refuses everybody without a token', async () => {
    const call = { method: 'POST', path: '/orders', body: {}, headers: { 'idempotency-key': 'k' } };
    expect(await shop.call(handler, call)).toMatchObject({ status: 401 });
  });
});
