import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { aUser, openShop, SHANGHAI, type Shop } from '../../test/shop.ts';
import { numberOrder } from '../application/number-order.ts';
import { placeOrder } from '../application/place-order.ts';
import { moved } from '../domain/change-order.ts';
import type { Product } from '../domain/product.ts';
import { changeOrder, loadOrder } from './change-order.ts';
import { claimNumber } from './claim-number.ts';
import { commitPlacement } from './commit-placement.ts';
import { listOwnOrders } from './list-orders.ts';
import { listProducts, searchProducts } from './list-products.ts';
import { readBuckets } from './read-buckets.ts';
import { readCatalogue } from './read-catalogue.ts';

describe('what the use cases take of the table', () => {
  let shop: Shop;
  let products: readonly Product[];
  beforeAll(async () => {
    shop = await openShop({ metered: true });
    const titles = [
      'Linen summer dress',
      'Mechanical keyboard',
      'Yixing teapot',
      'Wireless earbuds',
      'Silk scarf',
    ];
    products = await Promise.all(
      titles.map((en) => shop.product({ title: { en, 'zh-CN': '亚麻连衣裙' }, stock: 1000 })),
    );
  });
  afterAll(() => shop.close());
  beforeEach(() => {
    shop.table.meter.take();
  });

  const place = (lines: number, idempotencyKey: string, userId = aUser()) =>
    placeOrder({
      readCatalogue: readCatalogue(shop.store),
      commit: commitPlacement(shop.store),
      readBuckets: readBuckets(shop.store),
      terms: {
        currency: 'CNY',
        payWithinMs: 900_000,
        shipping: { default: { fee: 1000, freeFrom: 9900 }, places: {} },
      },
      now: () => new Date(),
      random: () => 0,
    })({
      userId,
      idempotencyKey,
      items: products
        .slice(0, lines)
        .map(({ productId, price }) => ({ productId, quantity: 2, unitPrice: price })),
      shippingAddress: SHANGHAI,
      paymentMethod: 'card',
      locale: 'en',
    });

  it.each([1, 3, 5])(
    'places an order of %p lines with 2(L+1) write units and one read request',
    async (lines) => {
      await place(lines, 'a');
      expect(shop.table.meter.take()).toMatchObject({
        writeRequests: 1,
        writeUnits: 2 * (lines + 1),
        readRequests: 1,
        scans: 0,
      });
    },
  );

  it('answers a repeated key with one read request and nothing written', async () => {
    const user = aUser();
    await place(3, 'b', user);
    shop.table.meter.take();
    expect((await place(3, 'b', user)).replayed).toBe(true);
    expect(shop.table.meter.take()).toMatchObject({ writeRequests: 1, writeUnits: 0, readRequests: 1 });
  });

  it('moves an order with one conditional write, event included', async () => {
    const { order } = await place(3, 'c');
    shop.table.meter.take();
    const step = { at: Date.now(), by: 'provider' as const };
    await changeOrder(shop.store, order.orderId, step.at, (now) =>
      moved({ ...now, orderNumber: 'x' }, 'paid', step),
    );
    expect(shop.table.meter.take()).toMatchObject({
      writeRequests: 1,
      writeUnits: 1,
      readRequests: 1,
      readUnits: 1,
    });
  });

  it('numbers an order with one transaction of two small items', async () => {
    const { order } = await place(3, 'd');
    shop.table.meter.take();
    await numberOrder({
      load: (orderId) => loadOrder(shop.store, orderId),
      claim: claimNumber(shop.store),
      now: () => new Date(),
      random: () => crypto.getRandomValues(new Uint8Array(8)),
    })(order.orderId);
    expect(shop.table.meter.take()).toMatchObject({ writeRequests: 1, writeUnits: 4, readRequests: 1 });
  });

  it('lists orders and products with one query, and searches with one query and one read of what was found', async () => {
    const { order } = await place(1, 'e');
    shop.table.meter.take();
    expect((await listOwnOrders(shop.store, { userId: order.userId, limit: 20 })).orders).toHaveLength(1);
    expect(shop.table.meter.take()).toMatchObject({ readRequests: 1, scans: 0 });
    expect((await listProducts(shop.store, { sort: 'price', limit: 20 })).products).toHaveLength(5);
    expect(shop.table.meter.take()).toMatchObject({ readRequests: 1, scans: 0 });
    expect((await searchProducts(shop.store, { query: 'linen dr', limit: 20 })).products).toHaveLength(1);
    expect(shop.table.meter.take()).toMatchObject({ readRequests: 2, scans: 0 });
  });
});
