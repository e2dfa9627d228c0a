import { ABSENT, type Items } from '@cartless/aggregate';
import { describe, expect, it } from '@jest/globals';
import { anOrder } from '../../test/an-order.ts';
import { memoryShop, SHOPPER, TERMS, wish } from '../../test/memory-shop.ts';
import { forgetAccount } from '../accounts/contact-store.ts';
import type { Product } from '../catalogue/product.ts';
import { cancelOrder } from '../ordering/cancel-order.ts';
import { placing } from '../ordering/ordering-service.ts';
import { LimitReached, LimitRequired } from './errors.ts';
import { limitIn } from './limit-item.ts';
import { giveBackShare } from './shares.ts';
import { leftOf, ShopperLimit, type Tally } from './shopper-limit.ts';
import { readTallies, takeWrite } from './tally-store.ts';

const DAY = 86_400_000;
type World = ReturnType<typeof memoryShop>;

const FREE = { amount: 0, currency: 'CNY' };
const some = ({ productId, price }: Product, quantity: number) => ({
  items: [{ productId, quantity, unitPrice: price }],
});

describe('a limit per shopper', () => {
  const buy = (shop: World, product: Product, quantity: number, idempotencyKey: string, more: object = {}) =>
    shop.place([], { ...some(product, quantity), idempotencyKey, ...more });
  const reached = (left: number, moreAt: string | null, productId: string) => ({
    code: 'LIMIT_REACHED',
    details: { lines: [{ productId, problem: 'limit-reached', left, moreAt }] },
  });

  it('holds over orders, and tells what is left', async () => {
    const shop = memoryShop();
    const lamp = await shop.product({ limitPerShopper: { units: 3 } });
    await buy(shop, lamp, 2, 'a');
    await expect(buy(shop, lamp, 2, 'b')).rejects.toMatchObject(reached(1, null, lamp.productId));
    await buy(shop, lamp, 1, 'c');
    await expect(buy(shop, lamp, 1, 'd')).rejects.toMatchObject(reached(0, null, lamp.productId));
    expect(await shop.units(lamp)).toBe(7);
    // Everybody has a limit of their own.
    await buy(shop, lamp, 3, 'a', { userId: 'usr_li' });
  });

  it('counts within its days, and says when more is possible', async () => {
    const shop = memoryShop();
    const lamp = await shop.product({ limitPerShopper: { units: 2, days: 7 } });
    const start = shop.clock.at;
    await buy(shop, lamp, 1, 'a');
    shop.clock.at = start + 2 * DAY;
    await buy(shop, lamp, 1, 'b');
    const first = new Date(start + 7 * DAY).toISOString();
    await expect(buy(shop, lamp, 1, 'c')).rejects.toMatchObject(reached(0, first, lamp.productId));
    shop.clock.at = start + 7 * DAY;
    await buy(shop, lamp, 1, 'c');
    const second = new Date(start + 9 * DAY).toISOString();
    await expect(buy(shop, lamp, 1, 'd')).rejects.toMatchObject(reached(0, second, lamp.productId));
  });

  it('gives the first answer to a repeated key, although nothing is left by then', async () => {
    const shop = memoryShop();
    const lamp = await shop.product({ limitPerShopper: { units: 1 } });
    const order = await buy(shop, lamp, 1, 'a');
    expect(await buy(shop, lamp, 1, 'a')).toEqual(order);
  });

  it('counts what was cancelled no more, in whatever order things are written', async () => {
    const shop = memoryShop();
    const lamp = await shop.product({ limitPerShopper: { units: 1 } });
    for (const key of ['a', 'b', 'c']) {
      const { orderId } = await buy(shop, lamp, 1, key);
      await cancelOrder(shop.ports)({ orderId, userId: SHOPPER, isStaff: false });
      await cancelOrder(shop.ports)({ orderId, userId: SHOPPER, isStaff: false });
    }
    await buy(shop, lamp, 1, 'd');
    await expect(buy(shop, lamp, 1, 'e')).rejects.toMatchObject({ code: 'LIMIT_REACHED' });
  });

  it('is not worth more by a cancellation after its days', async () => {
    const shop = memoryShop();
    const lamp = await shop.product({ limitPerShopper: { units: 1, days: 1 } });
    const old = await buy(shop, lamp, 1, 'a', { paymentMethod: 'cod' });
    shop.clock.at += 2 * DAY;
    await buy(shop, lamp, 1, 'b');
    await cancelOrder(shop.ports)({ orderId: old.orderId, userId: SHOPPER, isStaff: false });
    await expect(buy(shop, lamp, 1, 'c')).rejects.toMatchObject({ code: 'LIMIT_REACHED' });
  });

  it('does not forget what is given back between the reading and the writing of another order', async () => {
    let meanwhile: (() => Promise<unknown>) | undefined;
    const shop = memoryShop((items) => ({
      ...items,
      write: async (...write) => {
        const before = meanwhile;
        meanwhile = undefined;
        await before?.();
        return items.write(...write);
      },
    }));
    const lamp = await shop.product({ limitPerShopper: { units: 2 } });
    const first = await buy(shop, lamp, 1, 'a');
    const cancel = { orderId: first.orderId, userId: SHOPPER, isStaff: false };
    meanwhile = () => cancelOrder(shop.ports)(cancel);
    await buy(shop, lamp, 1, 'b');
    await buy(shop, lamp, 1, 'c');
  });

  it('leaves no tally of an account that is gone', async () => {
    const shop = memoryShop();
    const lamp = await shop.product({ limitPerShopper: { units: 5 } });
    await buy(shop, lamp, 1, 'a');
    const tallies = () => shop.memory.all().filter(({ sk }) => String(sk).startsWith('taken#'));
    expect(tallies()).toHaveLength(1);
    await forgetAccount(shop.memory)(SHOPPER, 9);
    expect(tallies()).toHaveLength(0);
  });

  it('must be set on what is free, also when it becomes free', async () => {
    const shop = memoryShop();
    await expect(shop.product({ price: FREE })).rejects.toMatchObject({ code: 'LIMIT_REQUIRED' });
  });

  it('counts an entry that was given back before it was there for nothing', () => {
    const tally: Tally = { version: 1, taken: [{ orderId: 'ord_1', units: -2, at: 0 }] };
    expect(leftOf(tally, { units: 3 }, 10)).toEqual({ left: 3, moreAt: null });
  });

  it('waits for nothing of which all was given back', () => {
    const tally: Tally = { version: 1, taken: [{ orderId: 'ord_1', units: 0, at: 5 }] };
    expect(leftOf(tally, { units: 3, days: 1 }, 10)).toEqual({ left: 3, moreAt: null });
  });

  it('is given back while it counts, to a shopper who is there', () => {
    const share = { of: 'prd_1', units: 2, limit: { days: 1 } };
    const back = [{ type: 'give-back-share', of: 'prd_1', units: 2 }];
    const order = anOrder('paid', { placedAt: 5 });
    expect(giveBackShare(order, share, DAY + 4)).toEqual(back);
    expect(giveBackShare(order, share, DAY + 5)).toEqual([]);
    expect(giveBackShare(order, { ...share, limit: {} }, 9 * DAY)).toEqual(back);
    expect(giveBackShare(order, { ...share, limit: undefined }, 6)).toEqual([]);
    expect(giveBackShare({ ...order, erasureDue: true }, share, 6)).toEqual([]);
    expect(giveBackShare({ ...order, erasedAt: 6 }, share, 6)).toEqual([]);
  });

  it.each([
    { units: 0 },
    { units: 100 },
    { units: 1.5 },
    { days: 3 },
    { units: 1, days: 0 },
    { units: 1, days: 3651 },
  ])('cannot be %j', (limit) => {
    expect(ShopperLimit.safeParse(limit).success).toBe(false);
  });

  it.each([{ units: 1 }, { units: 99, days: 3650 }, { units: 1, days: 1 }])('can be %j', (limit) => {
    expect(ShopperLimit.parse(limit)).toEqual(limit);
  });

  it('is read as it was written, what nobody took of as nothing', async () => {
    const shop = memoryShop();
    const asked: unknown[] = [];
    const items: Items = {
      ...shop.memory,
      getMany: (keys, how) => {
        asked.push(how);
        return shop.memory.getMany(keys, how);
      },
    };
    const taken = [{ orderId: 'ord_1', units: 2, at: 5 }];
    await items.write([takeWrite(SHOPPER, 'prd_1', { seen: 0, taken, until: undefined })]);
    const tallies = await readTallies(items)(SHOPPER, ['prd_1', 'prd_2']);
    expect([...tallies]).toEqual([
      ['prd_1', { version: 5, taken }],
      ['prd_2', { version: 0, taken: [] }],
    ]);
    // What was taken a moment ago must not be overlooked.
    expect(asked).toEqual([{ consistent: true }]);
  });

  it('refuses with a conflict what is beyond it, and with bad input a free product without one', () => {
    expect([LimitReached().kind, LimitRequired().kind]).toEqual(['conflict', 'invalid']);
  });

  it('is one unit of what is free and was put on sale before there were limits', () => {
    expect(limitIn({ p: 0 })).toEqual({ units: 1 });
    expect(limitIn({ p: 0, lm: { units: 4 } })).toEqual({ units: 4 });
    expect(limitIn({ p: 5 })).toBeUndefined();
  });

  it('is kept while something counts, and written over by nobody who has not read it', () => {
    const taken = [{ orderId: 'ord_1', units: 2, at: 5 }];
    expect(takeWrite(SHOPPER, 'prd_1', { seen: 0, taken, until: 90_001 })).toMatchObject({
      put: { v: 5, 'q#ord_1': 2, 'a#ord_1': 5, expiresAt: 91 },
      when: { pk: ABSENT },
    });
    const forever = takeWrite(SHOPPER, 'prd_1', { seen: 7, taken, until: undefined });
    expect(forever).toMatchObject({ put: { v: 8 }, when: { v: 7 } });
    expect(forever).not.toHaveProperty('put.expiresAt');
  });
});

describe('an order that costs nothing', () => {
  const gift = { price: FREE, limitPerShopper: { units: 2 } };

  it('is paid when it is placed, with number and all events, and needs no payment method', async () => {
    const shop = memoryShop();
    const straps = await shop.product(gift);
    const order = await shop.place([straps], { paymentMethod: undefined });
    expect(order).toMatchObject({
      status: 'paid',
      total: 0,
      shippingFee: 0,
      payBy: null,
      history: [{ status: 'paid', by: 'system' }],
    });
    expect(order.orderNumber).not.toBeNull();
    expect(shop.told().filter((name) => name !== 'product-changed')).toEqual([
      'order-placed',
      'order-confirmed',
      'order-paid',
    ]);
    expect(await shop.place([straps], { paymentMethod: undefined })).toEqual(order);
  });

  it('gives units, limit and nothing else back when it is cancelled', async () => {
    const shop = memoryShop();
    const straps = await shop.product(gift);
    const { orderId } = await shop.place([], { ...some(straps, 2), paymentMethod: 'cod' });
    const cancelled = await cancelOrder(shop.ports)({ orderId, userId: SHOPPER, isStaff: false });
    expect(cancelled).toMatchObject({ status: 'cancelled', refunds: [] });
    expect(await shop.units(straps)).toBe(10);
    await shop.place([], { ...some(straps, 2), idempotencyKey: 'again' });
  });

  it('draws another number when its first one is taken', async () => {
    const shop = memoryShop();
    const straps = await shop.product(gift);
    const first = await shop.place([straps]);
    const numbers = [first.orderNumber!, '20261121-4F7K2M9-C'];
    const drawNumber = () => numbers.shift()!;
    const place = placing(shop.ground, TERMS, { ...shop.ports, drawNumber });
    const { order } = await place(wish([straps], { idempotencyKey: 'b' }));
    expect(order.orderNumber).toBe('20261121-4F7K2M9-C');
  });

  it('asks how to pay as soon as something is to be paid', async () => {
    const shop = memoryShop();
    const [straps, lamp] = [await shop.product(gift), await shop.product()];
    await expect(shop.place([straps, lamp], { paymentMethod: undefined })).rejects.toMatchObject({
      code: 'PAYMENT_METHOD_REQUIRED',
    });
    const order = await shop.place([straps, lamp], { idempotencyKey: 'b' });
    expect(order).toMatchObject({ status: 'placed', total: 6000 });
  });
});
