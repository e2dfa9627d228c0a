import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { UserId } from '@cartless/domain';
import { TERMS } from './memory-shop.ts';
import { DEFAULT_LIMITS } from './order-limits.ts';
import { aUser, openShop, SHANGHAI, type Shop } from './shop.ts';
import { keepAddresses } from '../src/accounts/contact-store.ts';
import { productPorts } from '../src/catalogue/catalogue-service.ts';
import { edit } from '../src/catalogue/product-change.ts';
import type { Product } from '../src/catalogue/product.ts';
import { finding } from '../src/search/search-service.ts';
import { listOwnOrders } from '../src/ordering/order-lists-store.ts';
import { numbering, placing } from '../src/ordering/ordering-service.ts';
import { historyWith } from '../src/ordering/order-status.ts';

/** All that can be known of a product to pack it: it goes into every line of an order. */
const PACKING = {
  weightGrams: 1250,
  size: { length: 420, width: 180, height: 145 },
  dangerousGoods: 'lithium-ion-in-equipment',
  hsCode: '8518300000',
  originCountry: 'CN',
  customsDescription: 'Wireless headphones',
} as const;

/** The item that counts a shopper's orders is written with each of them. */
const OF_LIMITS = 2;

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
      titles.map((en) =>
        shop.product({ title: { en, 'zh-CN': '亚麻连衣裙' }, stock: 1000, packing: PACKING }),
      ),
    );
  });
  afterAll(() => shop.close());
  beforeEach(() => {
    shop.table.meter.take();
  });

  const placeSome = (some: readonly Product[], idempotencyKey: string, userId = aUser()) =>
    placing(
      { ...shop.ground, random: () => 0 },
      TERMS,
    )({
      userId,
      idempotencyKey,
      items: some.map(({ productId, price }) => ({ productId, quantity: 2, unitPrice: price })),
      shippingAddress: SHANGHAI,
      paymentMethod: 'card',
      locale: 'en',
    });
  const place = (lines: number, idempotencyKey: string, userId = aUser()) =>
    placeSome(products.slice(0, lines), idempotencyKey, userId);

  it.each([1, 3, 5])(
    'places an order of %p lines with 2(L+1) write units, 2 for the limits of its shopper, and one read request',
    async (lines) => {
      await place(lines, 'a');
      expect(shop.table.meter.take()).toMatchObject({
        writeRequests: 1,
        writeUnits: 2 * (lines + 1) + OF_LIMITS,
        readRequests: 1,
        // Half a unit for each product, half for how the account of its shopper stands, and half for its limits.
        readUnits: (lines + 2) / 2,
        scans: 0,
      });
    },
  );

  it('looks how an account stands in the very same read, also with an address of its book', async () => {
    const userId = aUser();
    const [lamp] = products;
    await keepAddresses(shop.items)(userId, [{ addressId: 'adr_1', address: SHANGHAI, isDefault: true }], 1);
    shop.table.meter.take();
    await placing(
      { ...shop.ground, random: () => 0 },
      TERMS,
    )({
      userId,
      idempotencyKey: 'book',
      items: [{ productId: lamp!.productId, quantity: 1, unitPrice: lamp!.price }],
      addressId: 'adr_1',
      paymentMethod: 'card',
      locale: 'en',
    });
    expect(shop.table.meter.take()).toMatchObject({
      readRequests: 1,
      readUnits: 2,
      writeUnits: 4 + OF_LIMITS,
    });
  });

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
    await shop.orders.change(order.orderId, (now) => ({
      state: { ...now, orderNumber: 'x', status: 'paid', history: historyWith(now, 'paid', step) },
    }));
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
    await numbering(shop.ground)(order.orderId, order.userId);
    expect(shop.table.meter.take()).toMatchObject({ writeRequests: 1, writeUnits: 4, readRequests: 1 });
  });

  it('lists orders and products with one query', async () => {
    const { order } = await place(1, 'e');
    shop.table.meter.take();
    expect((await listOwnOrders(shop.orders, { userId: order.userId, limit: 20 })).items).toHaveLength(1);
    expect(shop.table.meter.take()).toMatchObject({ readRequests: 1, scans: 0 });
    expect((await finding(shop.ground)({ sort: 'price', limit: 20 })).items).toHaveLength(5);
    expect(shop.table.meter.take()).toMatchObject({ readRequests: 1, scans: 0 });
  });

  it('searches with one query for what changed and one read of what was found, whatever is asked', async () => {
    const find = finding(shop.ground);
    expect((await find({ q: 'linen dr', limit: 20 })).items).toHaveLength(1);
    shop.table.meter.take();
    for (const more of [{}, { sort: 'price' as const }, { inStock: true, minPrice: 1 }, { facets: true }]) {
      expect((await find({ q: '亚麻', limit: 20, ...more })).items).toHaveLength(5);
      expect(shop.table.meter.take()).toMatchObject({
        readRequests: 2,
        readUnits: 3,
        writeUnits: 0,
        scans: 0,
      });
    }
  });

  it('changes a product’s price with one transaction of the product and its stock', async () => {
    const { products: catalogue, now } = productPorts(shop.ground);
    const [product] = products;
    shop.table.meter.take();
    const price = { amount: 6000, currency: 'CNY' };
    await catalogue.change(product!.productId, (state) =>
      edit(
        state,
        { price },
        { version: undefined, available: new Map([[product!.productId, 9]]), at: now().getTime() },
      ),
    );
    expect(shop.table.meter.take()).toMatchObject({ writeRequests: 1, writeUnits: 4 });
  });

  it('places an order of variants with as many requests and units as one of products', async () => {
    const ids = ['m_blue', 'l_white', 's_blue'];
    const { productId, price } = await shop.shirt(ids.map((variantId) => ({ variantId, stock: 9 })));
    shop.table.meter.take();
    await placing(
      { ...shop.ground, random: () => 0 },
      TERMS,
    )({
      userId: aUser(),
      idempotencyKey: 'v',
      items: ids.map((variantId) => ({ productId, variantId, quantity: 2, unitPrice: price })),
      shippingAddress: SHANGHAI,
      paymentMethod: 'card',
      locale: 'en',
    });
    expect(shop.table.meter.take()).toMatchObject({
      writeRequests: 1,
      writeUnits: 8 + OF_LIMITS,
      readRequests: 1,
    });
  });

  it('reads and writes one item more where a shopper has a limit', async () => {
    const lamp = await shop.product({ limitPerShopper: { units: 2 } });
    shop.table.meter.take();
    await placeSome([lamp], 'l');
    expect(shop.table.meter.take()).toMatchObject({
      writeRequests: 1,
      writeUnits: 6 + OF_LIMITS,
      readRequests: 2,
    });
  });

  describe('under the limits of a deployment', () => {
    const terms = { ...TERMS, limits: DEFAULT_LIMITS };
    let lamp: Product;
    beforeAll(async () => {
      lamp = await shop.product({ stock: 1000 });
    });
    const buy = (userId: UserId, idempotencyKey: string, paymentMethod: 'card' | 'cod') =>
      placing(
        { ...shop.ground, random: () => 0 },
        terms,
      )({
        userId,
        idempotencyKey,
        items: [{ productId: lamp.productId, quantity: 1, unitPrice: lamp.price }],
        shippingAddress: SHANGHAI,
        paymentMethod,
        locale: 'en',
      });

    it('a first card order costs no read more, and its repetition writes nothing', async () => {
      const userId = aUser();
      await buy(userId, 'a', 'card');
      const one = { writeRequests: 1, writeUnits: 4 + OF_LIMITS, readRequests: 1, readUnits: 1.5 };
      expect(shop.table.meter.take()).toMatchObject(one);
      await buy(userId, 'a', 'card');
      expect(shop.table.meter.take()).toMatchObject({ writeRequests: 1, writeUnits: 0, readRequests: 1 });
    });

    it('whoever goes beyond the least limits has the history read, and what became of open orders only when that matters', async () => {
      const userId = aUser();
      await buy(userId, 'a', 'card');
      shop.table.meter.take();
      await buy(userId, 'b', 'card');
      expect(shop.table.meter.take()).toMatchObject({ writeRequests: 1, readRequests: 2, scans: 0 });
      await buy(userId, 'c', 'card');
      shop.table.meter.take();
      await expect(buy(userId, 'd', 'card')).rejects.toMatchObject({ code: 'ORDER_LIMIT_REACHED' });
      expect(shop.table.meter.take()).toMatchObject({ writeRequests: 0, scans: 0 });
    });

    it('a cash order has the history read, and moves of orders cost what they did', async () => {
      const { order } = await buy(aUser(), 'a', 'cod');
      expect(shop.table.meter.take()).toMatchObject({ writeRequests: 1, readRequests: 2 });
      await shop.orders.change(order.orderId, (now) => ({
        state: { ...now, orderNumber: 'x' },
      }));
      expect(shop.table.meter.take()).toMatchObject({ writeRequests: 1, writeUnits: 1 });
    });
  });
});
