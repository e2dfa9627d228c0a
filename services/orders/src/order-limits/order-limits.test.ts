import { describe, expect, it } from '@jest/globals';
import { DAY, HOUR, limitedShop, MINUTE } from '../../test/limited-shop.ts';
import { SHOPPER } from '../../test/memory-shop.ts';
import { DEFAULT_LIMITS } from '../../test/order-limits.ts';
import { forgetAccount } from '../accounts/contact-store.ts';
import type { Order } from '../ordering/order.ts';

const { new: fresh, known } = DEFAULT_LIMITS.levels;

const reached = (name: string, more: object = {}) => ({
  kind: 'too-many',
  code: 'ORDER_LIMIT_REACHED',
  details: { limits: [expect.objectContaining({ name })], ...more },
});
const above = (name: string) => ({
  kind: 'conflict',
  code: 'ORDER_ABOVE_LIMIT',
  details: { limits: [expect.objectContaining({ name, morePossibleAt: null })], morePossibleAt: null },
});

describe('cash orders of a new account', () => {
  it('stop at a few that have not arrived, and nothing of the others leaves the shelf', async () => {
    const shop = limitedShop();
    const lamp = await shop.product({ stock: 100 });
    await shop.activated(0);
    const answers = await Promise.allSettled(Array.from({ length: 60 }, () => shop.cash(lamp)));
    const refused = answers.filter(({ status }) => status === 'rejected') as PromiseRejectedResult[];
    expect(answers.length - refused.length).toBe(fresh.cash.orders);
    expect(new Set(refused.map(({ reason }) => (reason as { code: string }).code))).toEqual(
      new Set(['ORDER_LIMIT_REACHED']),
    );
    expect(await shop.units(lamp)).toBe(100 - fresh.cash.orders);
    expect(shop.told().filter((name) => name === 'order-placed')).toHaveLength(fresh.cash.orders);
  });

  it('are possible again when one has arrived or is cancelled, and say that nobody knows when that is', async () => {
    const shop = limitedShop();
    const lamp = await shop.product({ stock: 100 });
    const first = await shop.cash(lamp);
    const second = await shop.cash(lamp);
    await expect(shop.cash(lamp)).rejects.toMatchObject(
      reached('cash-orders', { morePossibleAt: null, retryAfter: 3600 }),
    );
    await shop.arrive(first.orderId);
    await shop.cash(lamp);
    await expect(shop.cash(lamp)).rejects.toMatchObject(reached('cash-orders'));
    await shop.cancel(second.orderId);
    await shop.cash(lamp);
  });

  it('are worth no more together than is said, and a single one above that is never possible so', async () => {
    const shop = limitedShop();
    const half = fresh.cash.value / 2;
    const lamp = await shop.product({ stock: 100, price: { amount: half + 1, currency: 'CNY' } });
    await expect(shop.cash(lamp, { quantity: 2 })).rejects.toMatchObject(above('cash-value'));
    await shop.cash(lamp);
    await expect(shop.cash(lamp)).rejects.toMatchObject(reached('cash-value'));
    // A card pays before anything leaves.
    await shop.buy(lamp);
  });
});

describe('a parcel that was not taken at the door', () => {
  const refusedParcel = async (days: number) => {
    const shop = limitedShop();
    const lamp = await shop.product({ stock: 100 });
    await shop.activated(days);
    const order = await shop.cash(lamp);
    return { shop, lamp, order };
  };

  it('costs a new account cash on delivery at once, before anybody has decided about the parcel', async () => {
    const { shop, lamp, order } = await refusedParcel(0);
    await shop.hear(order.orderId, 'dispatched', 'returning');
    await expect(shop.cash(lamp)).rejects.toMatchObject({ code: 'ORDER_ABOVE_LIMIT' });
    await shop.buy(lamp);
  });

  it('lowers a known account to a new one, and still does when the order is over', async () => {
    const { shop, lamp, order } = await refusedParcel(40);
    await shop.hear(order.orderId, 'dispatched', 'returning', 'returned');
    shop.clock.at += 8 * DAY;
    await shop.expire(order.orderId);
    expect(await shop.ports.read(order.orderId)).toMatchObject({ status: 'cancelled' });
    for (let i = 0; i < fresh.cash.orders; i += 1) await shop.cash(lamp);
    await expect(shop.cash(lamp)).rejects.toMatchObject(reached('cash-orders'));
    expect(await shop.desk.show(SHOPPER)).toMatchObject({ earned: 'new', refused: 1 });
    shop.clock.at += DEFAULT_LIMITS.refusedDays * DAY;
    await shop.cash(lamp);
    expect(await shop.desk.show(SHOPPER)).toMatchObject({ earned: 'known', refused: 0 });
  });

  it('is not one that the carrier lost, nor one that was delivered after all', async () => {
    const { shop, lamp, order } = await refusedParcel(0);
    await shop.hear(order.orderId, 'dispatched', 'lost');
    await shop.cash(lamp);
    expect(await shop.desk.show(SHOPPER)).toMatchObject({ earned: 'new', refused: 0 });
  });
});

describe('unpaid orders', () => {
  it('stop at a few at once, and say when the first of them ends', async () => {
    const shop = limitedShop();
    const lamp = await shop.product({ stock: 100 });
    const start = shop.clock.at;
    const placed: Order[] = [];
    for (let i = 0; i < fresh.unpaid.orders; i += 1) placed.push(await shop.buy(lamp));
    const at = new Date(start + 15 * MINUTE).toISOString();
    await expect(shop.buy(lamp)).rejects.toMatchObject(
      reached('unpaid-orders', { morePossibleAt: at, retryAfter: 900 }),
    );
    await shop.pay(placed[0]!.orderId);
    await shop.buy(lamp);
    await expect(shop.buy(lamp)).rejects.toMatchObject(reached('unpaid-orders'));
  });

  it.each(['pay', 'cancel', 'expire'] as const)('count no more after %s, once', async (how) => {
    const shop = limitedShop();
    const lamp = await shop.product({ stock: 100 });
    const first = await shop.buy(lamp);
    for (let i = 1; i < fresh.unpaid.orders; i += 1) await shop.buy(lamp);
    if (how === 'expire') shop.clock.at += 16 * MINUTE;
    await shop[how](first.orderId);
    await shop[how](first.orderId).catch(() => undefined);
    await shop.buy(lamp);
    if (how !== 'expire') await expect(shop.buy(lamp)).rejects.toMatchObject({ code: 'ORDER_LIMIT_REACHED' });
  });

  it('hold no shelf: the rest of it is for others, also over several orders', async () => {
    const shop = limitedShop();
    const lamp = await shop.product({ stock: 12 });
    await expect(shop.buy(lamp, { quantity: 12 })).rejects.toMatchObject({
      code: 'ORDER_ABOVE_LIMIT',
      details: {
        limits: [
          {
            name: 'shelf-share',
            limit: 5,
            used: 0,
            wanted: 12,
            morePossibleAt: null,
            productId: lamp.productId,
          },
        ],
      },
    });
    await shop.buy(lamp, { quantity: 3 });
    await expect(shop.buy(lamp, { quantity: 3 })).rejects.toMatchObject(reached('shelf-share'));
    await shop.buy(lamp, { quantity: 2 });
    expect(await shop.units(lamp)).toBe(7);
    await shop.buy(lamp, { quantity: 5, userId: 'usr_li' });
  });

  it('hold no shelf in several buckets either, and may hold a share of a full one', async () => {
    const shop = limitedShop();
    const lamp = await shop.product({ stock: 40, buckets: 4 });
    await expect(shop.buy(lamp, { quantity: 11 })).rejects.toMatchObject({ code: 'ORDER_ABOVE_LIMIT' });
    await shop.buy(lamp, { quantity: 10 });
    expect(await shop.units(lamp)).toBe(30);
    const variants = await shop.shirt([{ variantId: 'm_blue', stock: 6 }]);
    const items = [
      { productId: variants.productId, variantId: 'm_blue', quantity: 6, unitPrice: variants.price },
    ];
    await expect(shop.place([], { items, idempotencyKey: 'shirt' })).rejects.toMatchObject({
      code: 'ORDER_ABOVE_LIMIT',
      details: { limits: [expect.objectContaining({ name: 'shelf-share', variantId: 'm_blue' })] },
    });
  });

  it('say that it is sold out when there is too little for anybody', async () => {
    const shop = limitedShop();
    const lamp = await shop.product({ stock: 2 });
    await expect(shop.buy(lamp, { quantity: 3 })).rejects.toMatchObject({ code: 'OUT_OF_STOCK' });
    await shop.buy(lamp, { quantity: 2 });
  });

  it.each([
    ['expire', 16 * MINUTE],
    ['are cancelled late', 14 * MINUTE],
  ])('that %s one after the other keep goods from nobody for ever', async (how, held) => {
    const shop = limitedShop();
    const lamp = await shop.product({ stock: 5 });
    const start = shop.clock.at;
    let orders = 0;
    let refusal: unknown;
    while (orders < 50) {
      const order = await shop.buy(lamp).catch((error: unknown) => {
        refusal = error;
      });
      if (!order) break;
      orders += 1;
      shop.clock.at += held;
      await (how === 'expire' ? shop.expire(order.orderId) : shop.cancel(order.orderId));
    }
    expect(orders).toBeLessThanOrEqual(fresh.unpaid.ended + 1);
    // So many of them have to be a day old that one more may end like that.
    const at = start + (orders - fresh.unpaid.ended) * held + DAY;
    const next = new Date(at).toISOString();
    expect(refusal).toMatchObject(reached('unpaid-ended', { morePossibleAt: next }));
    shop.clock.at = at;
    await shop.buy(lamp);
  });

  it('that are cancelled soon only count among the orders of the day', async () => {
    const shop = limitedShop();
    const lamp = await shop.product({ stock: 5 });
    for (let i = 0; i < fresh.perDay; i += 1) {
      await shop.cancel((await shop.buy(lamp)).orderId);
      shop.clock.at += 20 * MINUTE;
    }
    await expect(shop.buy(lamp)).rejects.toMatchObject(reached('orders-per-day'));
  });
});

describe('how many orders are placed', () => {
  it('counts by the hour, also what is paid, and says when the next is possible', async () => {
    const shop = limitedShop();
    const lamp = await shop.product({ stock: 100 });
    const start = shop.clock.at;
    for (let i = 0; i < fresh.perHour; i += 1) {
      await shop.pay((await shop.buy(lamp)).orderId);
      shop.clock.at += MINUTE;
    }
    await expect(shop.buy(lamp)).rejects.toMatchObject(
      reached('orders-per-hour', { morePossibleAt: new Date(start + HOUR).toISOString() }),
    );
    shop.clock.at = start + HOUR;
    await shop.buy(lamp);
  });

  it('counts what costs nothing too, and a repeated request once', async () => {
    const shop = limitedShop();
    const gift = await shop.product({
      price: { amount: 0, currency: 'CNY' },
      limitPerShopper: { units: 99 },
      stock: 100,
    });
    for (let i = 0; i < fresh.perHour; i += 1) {
      for (const _ of ['first', 'again']) await shop.buy(gift, { idempotencyKey: `gift ${i}` });
    }
    await expect(shop.buy(gift)).rejects.toMatchObject(reached('orders-per-hour'));
    // The first answer comes again, however many there were since.
    expect(await shop.buy(gift, { idempotencyKey: 'gift 0' })).toMatchObject({ status: 'paid' });
  });

  it('is nothing that other shoppers have to do with', async () => {
    const shop = limitedShop();
    const lamp = await shop.product({ stock: 100 });
    for (let i = 0; i < 12; i += 1) await shop.cash(lamp, { userId: `usr_${i}` });
  });
});

describe('an account', () => {
  it('is known by its age, or by orders that arrived', async () => {
    const shop = limitedShop();
    const lamp = await shop.product({ stock: 100 });
    for (let i = 0; i < DEFAULT_LIMITS.known.orders; i += 1) {
      await shop.arrive((await shop.cash(lamp)).orderId);
    }
    expect(await shop.desk.show(SHOPPER)).toMatchObject({
      level: 'known',
      arrived: DEFAULT_LIMITS.known.orders,
    });
    for (let i = 0; i < known.cash.orders; i += 1) await shop.cash(lamp);
    await expect(shop.cash(lamp)).rejects.toMatchObject(reached('cash-orders'));
    await shop.activated(31, 'usr_old');
    expect(await shop.desk.show('usr_old')).toMatchObject({ level: 'known', arrived: 0 });
  });

  it('is as old as its first order where nothing was heard of it', async () => {
    const shop = limitedShop();
    const lamp = await shop.product({ stock: 100 });
    await shop.cash(lamp);
    shop.clock.at += 31 * DAY;
    expect(await shop.desk.show(SHOPPER)).toMatchObject({ level: 'known' });
  });

  it('that is gone leaves nothing that counted, nor what the staff wrote', async () => {
    const shop = limitedShop();
    const lamp = await shop.product();
    await shop.buy(lamp);
    const until = shop.clock.at + DAY;
    await shop.desk.set({
      userId: SHOPPER,
      level: 'trusted',
      until,
      reason: 'called 13800138000',
      by: 'usr_support',
    });
    const own = () => shop.memory.all().filter(({ sk }) => String(sk).startsWith('limits'));
    expect(own()).toHaveLength(2);
    await forgetAccount(shop.memory)(SHOPPER, 9);
    expect(own()).toHaveLength(0);
  });
});

describe('a quote', () => {
  it('says by which limits an order would be refused, and when more is possible; it takes nothing', async () => {
    const shop = limitedShop();
    const lamp = await shop.product({ stock: 100 });
    for (let i = 0; i < fresh.unpaid.orders; i += 1) await shop.buy(lamp);
    const before = shop.memory.all();
    const byCard = await shop.quote(lamp, { paymentMethod: 'card' });
    expect(byCard.limits).toMatchObject({
      isPossible: false,
      over: [{ name: 'unpaid-orders', used: 3, limit: 3, moreAt: shop.clock.at + 15 * MINUTE }],
    });
    expect((await shop.quote(lamp, { paymentMethod: 'cod' })).limits).toEqual({ isPossible: true, over: [] });
    expect((await shop.quote(lamp, { paymentMethod: undefined })).limits).toMatchObject({
      isPossible: true,
      over: [{ name: 'unpaid-orders' }],
    });
    const many = await shop.quote(lamp, { paymentMethod: 'cod', quantity: 60 });
    expect(many.limits).toMatchObject({ isPossible: false });
    expect(many.limits.over.map(({ name }) => name)).toContain('shelf-share');
    expect(shop.memory.all()).toEqual(before);
  });
});
