import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { marshall } from '@aws-sdk/util-dynamodb';
import { asFunction, queueEvent } from '@cartless/testing';
import { handler as expireOrder } from '../src/ordering/expire-order/handler.ts';
import { handler as numberOrder } from '../src/ordering/number-order/handler.ts';
import { handler as placeOrder } from '../src/ordering/place-order/handler.ts';
import { handler as sweepOrders } from '../src/ordering/sweep-orders/handler.ts';
import { FORMAT } from '../src/search/snapshot-store.ts';
import { searchHeadKey, stockKey } from '../src/orders-table.ts';
import { handler as rebuildSearch } from '../src/search/rebuild-search/handler.ts';
import { handler as moveStock } from '../src/stock/move-stock/handler.ts';
import { handler as watchStock } from '../src/stock/watch-stock/handler.ts';
import { aUser, openShop, orderBody, SERVICE, type Shop } from './shop.ts';

const DONE = { batchItemFailures: [] };

/** Routes run with the rights of their functions in all tests of the service; these are the ones that nobody calls. */
describe('functions in the background', () => {
  let shop: Shop;
  beforeAll(async () => {
    shop = await openShop();
  });
  afterAll(() => shop.close());

  const place = async (): Promise<string> => {
    const body = orderBody([{ product: await shop.product({ stock: 5 }) }]);
    const headers = { 'idempotency-key': crypto.randomUUID() };
    const call = { method: 'POST', path: '/orders', body, headers, caller: { userId: aUser() } };
    return String((await shop.call(placeOrder, call)).body['orderId']);
  };
  const change = (orderId: string, times: object) =>
    shop.orders.change(orderId, (order) => ({ state: { ...order, ...times } as typeof order }));

  it('may number an order', async () => {
    const orderId = await place();
    const event = queueEvent(await shop.events(orderId));
    expect(await asFunction(SERVICE, 'numberOrder', () => numberOrder(event))).toEqual(DONE);
    expect((await shop.order(orderId)).orderNumber).not.toBeNull();
  });

  it('may cancel what was not paid in time', async () => {
    const orderId = await place();
    const event = queueEvent(await shop.events(orderId));
    await change(orderId, { payBy: 1 });
    expect(await asFunction(SERVICE, 'expireOrder', () => expireOrder(event))).toEqual(DONE);
    expect((await shop.order(orderId)).status).toBe('cancelled');
  });

  it('may sweep: number what has no number, and do what is due', async () => {
    const [late, due] = [await place(), await place()];
    await change(late, { placedAt: Date.now() - 600_000 });
    await change(due, { payBy: 1 });
    await asFunction(SERVICE, 'sweepOrders', () => sweepOrders());
    expect((await shop.order(late)).orderNumber).not.toBeNull();
    expect((await shop.order(due)).status).toBe('cancelled');
  });

  it('may write the search index down', async () => {
    await shop.product();
    await asFunction(SERVICE, 'rebuildSearch', () => rebuildSearch());
    expect(await shop.item(searchHeadKey(FORMAT))).toMatchObject({ k: 1 });
  });

  it('may keep the availability of a product up to date', async () => {
    const product = await shop.product({ stock: 10 });
    const { productId } = product;
    const before = await shop.item(stockKey(productId, 0));
    const admin = { userId: 'usr_admin', scopes: ['shop', 'admin'] };
    const body = { delta: -9, reason: 'counted' };
    const call = { method: 'POST', path: '/x', params: { productId }, caller: admin, body };
    expect(await shop.call(moveStock, call)).toMatchObject({ status: 200 });
    const after = await shop.item(stockKey(productId, 0));
    const image = (item: object | undefined) => marshall(item ?? {}, { removeUndefinedValues: true });
    const dynamodb = { SequenceNumber: '1', OldImage: image(before), NewImage: image(after) };
    const stream = { Records: [{ dynamodb }] } as Parameters<typeof watchStock>[0];
    expect(await asFunction(SERVICE, 'watchStock', () => watchStock(stream))).toEqual(DONE);
    const item = await shop.item({ pk: `P#${productId}`, sk: 'product' });
    expect(JSON.stringify(item)).toContain('low');
  });
});
