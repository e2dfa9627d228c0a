import { describe, expect, it } from '@jest/globals';
import type { Items } from '@cartless/aggregate';
import { hearing } from '../../test/account-events.ts';
import { SHANGHAI } from '../../test/addresses.ts';
import { memoryShop, SHOPPER, TERMS, wish } from '../../test/memory-shop.ts';
import { DEFAULT_LIMITS } from '../../test/order-limits.ts';
import { keepAddresses } from '../accounts/contact-store.ts';
import { productPorts } from '../catalogue/catalogue-service.ts';
import { changeProduct } from '../catalogue/change-product.ts';

import { approveReturn } from '../returns/decide-return.ts';
import { receiveReturn } from '../returns/receive-return.ts';
import { requestReturn } from '../returns/request-return.ts';
import { returnIdOf } from '../returns/return.ts';
import { cancelOrder } from './cancel-order.ts';
import { deliver } from './delivery.ts';
import { numbering, placing } from './ordering-service.ts';

/** Items that note what is asked of them. */
function watched() {
  const made: { what: string; keys: readonly string[] }[] = [];
  const items = (real: Items): Items => ({
    ...real,
    getMany(keys, options) {
      made.push({ what: 'read', keys: keys.map(({ pk }) => String(pk)) });
      return real.getMany(keys, options);
    },
    write(writes, id) {
      made.push({ what: 'write', keys: [] });
      return real.write(writes, id);
    },
  });
  return { items, made };
}

describe('placing an order', () => {
  it('writes it with its event and takes its units', async () => {
    const shop = memoryShop();
    const lamp = await shop.product({ stock: 3 });
    const order = await shop.place([lamp]);
    expect(order).toMatchObject({
      status: 'placed',
      orderNumber: null,
      total: 6000,
      shippingFee: 1000,
      version: 1,
    });
    expect(await shop.units(lamp)).toBe(2);
    const placed = shop.events.find(({ type }) => type === 'orders.order-placed.v1');
    expect(placed).toMatchObject({
      subject: order.orderId,
      sequence: 1,
      data: { payBy: '2026-11-21T08:15:00.000Z' },
    });
  });

  it('answers a repeated key with the first order, and refuses it for another wish', async () => {
    const shop = memoryShop();
    const lamp = await shop.product();
    const order = await shop.place([lamp]);
    expect(await shop.place([lamp])).toEqual(order);
    const items = [{ productId: lamp.productId, quantity: 2, unitPrice: lamp.price }];
    await expect(shop.place([lamp], { items })).rejects.toMatchObject({ code: 'IDEMPOTENCY_KEY_REUSED' });
    expect(await shop.units(lamp)).toBe(9);
  });

  it('answers a repeated key with the first order, whatever became since of what it was placed with', async () => {
    const shop = memoryShop();
    const lamp = await shop.product({ stock: 1 });
    const place = placing(shop.ground, TERMS);
    const first = await place(wish([lamp]));
    expect(first.replayed).toBe(false);
    const replay = { order: first.order, replayed: true };
    expect(await place(wish([lamp]))).toEqual(replay);
    const change = changeProduct({ ...productPorts(shop.ground), currency: 'CNY' });
    const price = { amount: 7000, currency: 'CNY' };
    for (const fields of [{ price }, { active: false }]) {
      await change({ productId: lamp.productId, change: fields, version: undefined });
      expect(await place(wish([lamp]))).toEqual(replay);
    }
    expect(await place(wish([lamp], { locale: 'zh-CN' }))).toEqual(replay);
    await expect(place(wish([lamp], { note: 'another' }))).rejects.toMatchObject({
      code: 'IDEMPOTENCY_KEY_REUSED',
    });
    // Of who may not order any more, whose order this has cancelled.
    await hearing(shop.ground).suspended(3, shop.clock.at);
    const { orderId } = first.order;
    expect(await place(wish([lamp]))).toMatchObject({
      order: { orderId, status: 'cancelled' },
      replayed: true,
    });
    await expect(place(wish([lamp], { idempotencyKey: 'new' }))).rejects.toMatchObject({
      code: 'ACCOUNT_SUSPENDED',
    });
    expect(shop.told().filter((name) => name === 'order-placed')).toHaveLength(1);
  });

  it('goes to an address of the book of its shopper, and to nobody else’s', async () => {
    const shop = memoryShop();
    const lamp = await shop.product();
    const byId = { addressId: 'adr_home', shippingAddress: undefined };
    await expect(shop.place([lamp], byId)).rejects.toMatchObject({ code: 'ADDRESS_UNKNOWN' });
    const book = [{ addressId: 'adr_home' as const, isDefault: true, address: SHANGHAI }];
    await keepAddresses(shop.memory)(SHOPPER, book, 1);
    expect(await shop.place([lamp], byId)).toMatchObject({ shippingAddress: SHANGHAI });
    const other = { ...byId, userId: 'usr_lin' };
    await expect(shop.place([lamp], other)).rejects.toMatchObject({ code: 'ADDRESS_UNKNOWN' });
  });

  it('goes somewhere', async () => {
    const shop = memoryShop();
    const lamp = await shop.product();
    await expect(shop.place([lamp], { shippingAddress: undefined })).rejects.toMatchObject({
      code: 'ADDRESS_UNKNOWN',
    });
  });

  it('keeps of each line what it was when it was placed', async () => {
    const shop = memoryShop();
    const packing = { weightGrams: 900 };
    const lamp = await shop.product({ packing, cost: { amount: 2100, currency: 'CNY' } });
    const few = await shop.product({ limitPerShopper: { units: 2, days: 7 } });
    const ever = await shop.product({ limitPerShopper: { units: 2 } });
    const shirt = await shop.shirt([{ variantId: 'm_blue', stock: 3 }]);
    const wanted = [lamp, few, ever, shirt].map((product) => ({
      productId: product.productId,
      ...(product === shirt && { variantId: 'm_blue' as const }),
      quantity: 1,
      unitPrice: product.price,
    }));
    const { lines } = await shop.place([], { items: wanted, locale: 'zh-CN' });
    const plain = { title: '台灯', category: 'home.lighting', draws: [{ bucket: 0, quantity: 1 }] };
    const options = [
      { name: '尺码', value: 'M' },
      { name: '颜色', value: '蓝色' },
    ];
    const clothes = {
      ...plain,
      title: '亚麻衬衫，M，蓝色',
      productTitle: '亚麻衬衫',
      category: 'clothing.men',
    };
    const [ofLamp, ofFew, ofEver, ofShirt] = wanted;
    expect(lines).toStrictEqual([
      { ...ofLamp, ...plain, packing, cost: 2100 },
      { ...ofFew, ...plain, limit: { days: 7 } },
      { ...ofEver, ...plain, limit: {} },
      { ...ofShirt, ...clothes, options },
    ]);
  });

  it('reads what its shopper has of limited products once, and then writes once', async () => {
    const { items, made } = watched();
    const shop = memoryShop(items);
    const rare = await shop.product({ limitPerShopper: { units: 9 } });
    const free = await shop.product();
    await shop.place([rare, free]);
    made.length = 0;
    await shop.place([rare, free], { idempotencyKey: 'second' });
    expect(made.filter(({ what }) => what === 'write')).toHaveLength(1);
  });

  it('is refused by a limit, and nothing else is told to be that', async () => {
    const terms = { ...TERMS, limits: DEFAULT_LIMITS };
    const shop = memoryShop(undefined, terms);
    const lamp = await shop.product({ stock: 100 });
    const told: unknown[] = [];
    const place = placing(
      shop.ground,
      terms,
      undefined,
      (userId, { code }) => void told.push([userId, code]),
    );
    const rare = await shop.product({ stock: 0 });
    await expect(place(wish([rare]))).rejects.toMatchObject({ code: 'OUT_OF_STOCK' });
    expect(told).toEqual([]);
    const cash = (idempotencyKey: string) => place(wish([lamp], { idempotencyKey, paymentMethod: 'cod' }));
    for (let n = 0; n < DEFAULT_LIMITS.levels.new.cash.orders; n += 1) await cash(`key ${n}`);
    await expect(cash('another')).rejects.toMatchObject({ code: 'ORDER_LIMIT_REACHED' });
    expect(told).toEqual([[SHOPPER, 'ORDER_LIMIT_REACHED']]);
  });

  it('places one order for a request that comes many times at once', async () => {
    const shop = memoryShop();
    const lamp = await shop.product();
    const place = placing(shop.ground, TERMS);
    const answers = await Promise.all(Array.from({ length: 8 }, () => place(wish([lamp]))));
    expect(new Set(answers.map(({ order }) => order.orderId)).size).toBe(1);
    expect(answers.filter(({ replayed }) => !replayed)).toHaveLength(1);
    expect(await shop.units(lamp)).toBe(9);
  });

  it('keeps the keys of shoppers apart, and the keys of a shopper', async () => {
    const shop = memoryShop();
    const lamp = await shop.product();
    const orders = [
      await shop.place([lamp]),
      await shop.place([lamp], { userId: 'usr_lin' }),
      await shop.place([lamp], { idempotencyKey: 'another' }),
    ];
    expect(new Set(orders.map(({ orderId }) => orderId)).size).toBe(3);
    expect(await shop.units(lamp)).toBe(7);
  });

  it('says what is wrong with each line, and takes nothing', async () => {
    const shop = memoryShop();
    const [lamp, rare, dear] = [await shop.product(), await shop.product({ stock: 0 }), await shop.product()];
    const { items, ...rest } = wish([lamp, rare, dear]);
    const wanted = items.map((line) =>
      line.productId === dear.productId ? { ...line, unitPrice: { amount: 1, currency: 'CNY' } } : line,
    );
    await expect(shop.place([], { ...rest, items: wanted })).rejects.toMatchObject({
      code: 'PRICE_CHANGED',
      details: {
        lines: [
          { productId: rare.productId, problem: 'out-of-stock', available: 0 },
          { productId: dear.productId, problem: 'price-changed', unitPrice: dear.price },
        ],
      },
    });
    expect(await shop.units(lamp)).toBe(10);
  });

  it('draws from several buckets where one has too little', async () => {
    const shop = memoryShop();
    const lamp = await shop.product({ stock: 9, buckets: 3 });
    const items = [{ productId: lamp.productId, quantity: 8, unitPrice: lamp.price }];
    const order = await shop.place([lamp], { items });
    expect(order.lines[0]?.draws.map(({ quantity }) => quantity)).toEqual([3, 3, 2]);
    expect(await shop.units(lamp)).toBe(1);
  });

  it('looks only into the buckets of what was refused and has more of them, and draws the rest as before', async () => {
    const { items, made } = watched();
    const shop = memoryShop(items);
    const lamp = await shop.product({ stock: 9, buckets: 3 });
    const plenty = await shop.product({ stock: 90, buckets: 3 });
    const single = await shop.product({ stock: 9 });
    const wanted = [lamp, plenty, single].map(({ productId, price }) => ({
      productId,
      quantity: 8,
      unitPrice: price,
    }));
    made.length = 0;
    const order = await shop.place([], { items: wanted });
    expect(order.lines.map(({ draws }) => draws.map(({ quantity }) => quantity))).toEqual([
      [3, 3, 2],
      [8],
      [8],
    ]);
    const ofStock = made.flatMap(({ keys }) => keys).filter((key) => key.startsWith('S#'));
    expect(ofStock.toSorted()).toEqual([0, 1, 2].map((bucket) => `S#${lamp.productId}#${bucket}`));
  });

  it('says of a product what all its buckets have left, and of one with a single bucket what that has', async () => {
    const { items, made } = watched();
    const shop = memoryShop(items);
    const lamp = await shop.product({ stock: 9, buckets: 3 });
    const single = await shop.product({ stock: 4 });
    const wanted = [lamp, single].map(({ productId, price }) => ({
      productId,
      quantity: 10,
      unitPrice: price,
    }));
    const line = { problem: 'out-of-stock' };
    await expect(shop.place([], { items: wanted })).rejects.toMatchObject({
      details: {
        lines: [
          { ...line, available: 9 },
          { ...line, available: 4 },
        ],
      },
    });
    made.length = 0;
    await expect(shop.place([], { items: wanted.slice(1) })).rejects.toMatchObject({ code: 'OUT_OF_STOCK' });
    expect(made.flatMap(({ keys }) => keys).filter((key) => key.startsWith('S#'))).toEqual([]);
  });

  it('refuses clearly what one transaction cannot take: six products, each unit in a bucket of its own', async () => {
    const shop = memoryShop();
    const products = await Promise.all(
      Array.from({ length: 6 }, () => shop.product({ stock: 20, buckets: 20 })),
    );
    const items = products.map(({ productId, price }) => ({ productId, quantity: 20, unitPrice: price }));
    const refused = { code: 'TOO_MUCH_AT_ONCE', kind: 'invalid', details: { count: 122, limit: 100 } };
    await expect(shop.place([], { items })).rejects.toMatchObject(refused);
    expect(await shop.units(products[0]!)).toBe(20);
    // Of four products it is possible, and so is everything that comes after.
    const order = await shop.place([], { items: items.slice(0, 4) });
    const cancel = { orderId: order.orderId, userId: order.userId, isStaff: false };
    await cancelOrder(shop.ports)(cancel);
    expect(await shop.units(products[0]!)).toBe(20);
    const again = await shop.place([], {
      items: items.slice(0, 4),
      idempotencyKey: 'again',
      paymentMethod: 'cod',
    });
    const { orderId, userId } = again;
    await numbering(shop.ground)(orderId);
    await shop.ports.change(orderId, (order) =>
      deliver(order, { at: shop.clock.at, by: 'carrier' }, shop.clock.at),
    );
    const all = items.slice(0, 4).map(({ productId, quantity }) => ({ productId, quantity }));
    await requestReturn(shop.ports)({ orderId, userId, items: all, reason: 'x' });
    const returnId = returnIdOf(orderId, 1);
    await approveReturn(shop.ports)({ orderId, returnId });
    const arrived = all.map((item) => ({ ...item, restock: true }));
    await receiveReturn(shop.ports)({ orderId, returnId, items: arrived });
    expect(await shop.units(products[0]!)).toBe(20);
  });
});
