import { describe, expect, it } from '@jest/globals';
import { memoryShop, SHOPPER, TERMS, wish } from '../../test/memory-shop.ts';
import type { Product } from '../catalogue/product.ts';
import { cancelOrder } from '../ordering/cancel-order.ts';
import { discountOf } from '../ordering/order.ts';
import { placing, quoting } from '../ordering/ordering-service.ts';
import { quote, type QuotedLine } from '../ordering/quote.ts';
import { changePromotion, type CreatePromotion, createPromotion } from './keep-promotion.ts';
import type { PromotionTerms, Reduction } from './promotion.ts';
import { promotionRequests, promotionStore, readUses } from './promotion-store.ts';
import { problemOf, reductions } from './reduction.ts';

const DAY = 86_400_000;
const TEN_OFF: Reduction = { type: 'percent', percent: 10 };

type World = ReturnType<typeof memoryShop>;
const ports = ({ memory, ground }: World) => ({
  promotions: promotionStore(memory),
  requests: promotionRequests(memory),
  now: ground.now,
});
const make = (shop: World, terms: Partial<PromotionTerms> = {}, more: Partial<CreatePromotion> = {}) =>
  createPromotion(ports(shop))({
    code: 'SPRING',
    fields: { reduction: TEN_OFF, active: true, ...terms },
    by: 'usr_a',
    ...more,
  });
const offer = async (shop: World, terms?: Partial<PromotionTerms>) => (await make(shop, terms)).promotion;
const left = async (shop: World) => (await readUses(shop.memory, ['SPRING'])).get('SPRING');

describe('an order with a promotion', () => {
  let key = 0;
  const buy = (shop: World, products: readonly Product[], more: object = {}) =>
    shop.place(products, { promotionCode: 'SPRING', idempotencyKey: `k${(key += 1)}`, ...more });
  const why = (problem: string, more: object = {}) => ({
    code: 'PROMOTION_NOT_APPLICABLE',
    details: { promotionCode: 'SPRING', promotion: { problem, ...more } },
  });

  it('costs less by what is taken off its lines, to the last unit', async () => {
    const shop = memoryShop();
    await offer(shop, { reduction: { type: 'amount', amount: 1000 } });
    const three = [await shop.product(), await shop.product(), await shop.product()];
    const order = await buy(shop, three);
    expect(order.lines.map(({ discount }) => discount)).toEqual([334, 333, 333]);
    expect(order).toMatchObject({ total: 15_000 - 1000, promotion: { code: 'SPRING' } });
    const placed = shop.events.find(({ type }) => type === 'orders.order-placed.v1');
    expect(placed?.data).toMatchObject({
      promotionCode: 'SPRING',
      items: [{ discount: { amount: 334, currency: 'CNY' } }, {}, {}],
    });
    expect(await shop.ports.read(order.orderId)).toEqual(order);
  });

  it('is sent free when that is what is promised, and when what is left is worth enough', async () => {
    const shop = memoryShop();
    await offer(shop, { reduction: { type: 'free-shipping' } });
    const lamp = await shop.product();
    expect(await buy(shop, [lamp])).toMatchObject({ shippingFee: 0, total: 5000 });
    expect(await shop.place([lamp], { idempotencyKey: 'plain' })).toMatchObject({ shippingFee: 1000 });
  });

  it('is paid when it is placed when nothing is left to pay', async () => {
    const shop = memoryShop();
    await offer(shop, { reduction: { type: 'percent', percent: 100 } });
    expect(await buy(shop, [await shop.product()], { paymentMethod: undefined })).toMatchObject({
      status: 'paid',
      total: 0,
    });
  });

  it('takes nothing off goods of other categories', async () => {
    const shop = memoryShop();
    await offer(shop, { categories: ['home'] });
    const [lamp, phone] = [await shop.product(), await shop.product({ category: 'homely.phones' })];
    const order = await buy(shop, [lamp, phone]);
    expect(order.lines.map(({ discount }) => discount)).toEqual([500, undefined]);
    await expect(buy(shop, [phone])).rejects.toMatchObject(why('other-goods', { categories: ['home'] }));
  });

  it('says why it does not apply: too early, too late, too little', async () => {
    const shop = memoryShop();
    const now = shop.clock.at;
    const lamp = await shop.product();
    const made = await offer(shop, { from: now + DAY, until: now + 2 * DAY, smallestTotal: 10_000 });
    await expect(buy(shop, [lamp])).rejects.toMatchObject(why('not-yet'));
    shop.clock.at = now + DAY;
    await expect(buy(shop, [lamp])).rejects.toMatchObject(why('total-too-small', { smallestTotal: 10_000 }));
    await buy(shop, [lamp, await shop.product()]);
    shop.clock.at = now + 3 * DAY;
    await expect(buy(shop, [lamp])).rejects.toMatchObject(why('over'));
    await changePromotion(ports(shop))('SPRING', { active: false }, made.version);
    await expect(buy(shop, [lamp])).rejects.toMatchObject({ code: 'PROMOTION_UNKNOWN' });
    await expect(shop.place([lamp], { promotionCode: 'NONE' })).rejects.toMatchObject({
      code: 'PROMOTION_UNKNOWN',
    });
  });

  it('uses it up, and gives the use back when it is cancelled, once', async () => {
    const shop = memoryShop();
    await offer(shop, { limit: 2 });
    const lamp = await shop.product();
    const first = await buy(shop, [lamp], { idempotencyKey: 'first' });
    await buy(shop, [lamp]);
    await expect(buy(shop, [lamp])).rejects.toMatchObject(why('used-up'));
    // The first answer again, although nothing is left by now.
    expect(await buy(shop, [lamp], { idempotencyKey: 'first' })).toEqual(first);
    const cancel = { orderId: first.orderId, userId: SHOPPER, isStaff: false };
    await cancelOrder(shop.ports)(cancel);
    await cancelOrder(shop.ports)(cancel);
    expect(await left(shop)).toBe(1);
    await buy(shop, [lamp]);
    expect(await left(shop)).toBe(0);
  });

  it('counts for each shopper', async () => {
    const shop = memoryShop();
    await offer(shop, { limitPerShopper: { units: 1 }, limit: 10 });
    const lamp = await shop.product();
    const first = await buy(shop, [lamp]);
    await expect(buy(shop, [lamp])).rejects.toMatchObject(why('limit-reached', { left: 0, moreAt: null }));
    expect(await left(shop)).toBe(9);
    await buy(shop, [lamp], { userId: 'usr_li' });
    await cancelOrder(shop.ports)({ orderId: first.orderId, userId: SHOPPER, isStaff: false });
    await buy(shop, [lamp]);
    expect(await left(shop)).toBe(8);
  });

  it('is refused when the last use goes to somebody else in between', async () => {
    const shop = memoryShop();
    await offer(shop, { limit: 1 });
    const lamp = await shop.product();
    const orders = await Promise.allSettled([1, 2, 3].map(() => buy(shop, [lamp])));
    expect(orders.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await left(shop)).toBe(0);
    expect(await shop.units(lamp)).toBe(9);
  });
});

describe('keeping promotions', () => {
  it('makes one of a repeated request, and refuses another one under its code', async () => {
    const shop = memoryShop();
    const first = await offer(shop, { limit: 5 });
    expect(await offer(shop, { limit: 5 })).toEqual(first);
    await expect(offer(shop, { limit: 6 })).rejects.toMatchObject({ code: 'PROMOTION_EXISTS' });
    expect(await left(shop)).toBe(5);
  });

  it('keeps what was used when the limit changes, is taken away and set again, and takes conditions away by null', async () => {
    const shop = memoryShop();
    const lamp = await shop.product();
    let { version } = await offer(shop, { limit: 5, categories: ['home'] });
    const { orderId } = await shop.place([lamp], { promotionCode: 'SPRING' });
    const change = async (fields: object) => {
      const changed = await changePromotion(ports(shop))('SPRING', fields, version);
      ({ version } = changed);
      return changed;
    };
    await change({ limit: 3 });
    expect(await left(shop)).toBe(2);
    expect(await change({ limit: null, categories: null })).toMatchObject({ lastLimit: 3 });
    const unlimited = await change({ active: true });
    expect(unlimited).not.toHaveProperty('categories');
    expect(unlimited).not.toHaveProperty('limit');
    await change({ limit: 7 });
    expect(await left(shop)).toBe(6);
    await cancelOrder(shop.ports)({ orderId, userId: SHOPPER, isStaff: false });
    expect(await left(shop)).toBe(7);
    await expect(changePromotion(ports(shop))('SPRING', {}, 1)).rejects.toMatchObject({
      code: 'VERSION_CONFLICT',
    });
    await expect(change({ from: 5, until: 5 })).rejects.toMatchObject({ code: 'RANGE_INVALID' });
  });
});

describe('a quote', () => {
  const ask = (shop: World, products: readonly Product[], more: object = {}) =>
    quoting(shop.ground, TERMS)({ ...wish(products), ...more });

  it('says what an order would cost, to the unit, and takes nothing', async () => {
    const shop = memoryShop();
    await offer(shop, { limit: 1, limitPerShopper: { units: 1 } });
    const products = [await shop.product(), await shop.product({ price: { amount: 333, currency: 'CNY' } })];
    const promotionCode = 'SPRING';
    // That a code was asked about is counted, and is all.
    const all = () => shop.memory.all().filter(({ sk }) => !String(sk).startsWith('codes#'));
    const before = all();
    const quoted = await ask(shop, products, { promotionCode });
    expect(all()).toEqual(before);
    const { order } = await placing(shop.ground, TERMS)(wish(products, { promotionCode }));
    expect(quoted).toMatchObject({
      total: order.total,
      shippingFee: order.shippingFee,
      discount: discountOf(order),
      discounts: order.lines.map(({ discount = 0 }) => discount),
      promotion: { code: 'SPRING' },
    });
    expect((await ask(shop, products, { promotionCode })).promotion).toEqual({
      code: 'SPRING',
      problem: { problem: 'used-up' },
    });
  });

  it('says all that is wrong, line by line, and counts at the prices of now', async () => {
    const shop = memoryShop();
    const [lamp, gone, gift] = [
      await shop.product({ stock: 1 }),
      await shop.product({ active: false }),
      await shop.product({ limitPerShopper: { units: 1 } }),
    ];
    const items = [
      { productId: lamp.productId, quantity: 2, unitPrice: { amount: 1, currency: 'CNY' } },
      { productId: gone.productId, quantity: 1, unitPrice: gone.price },
      { productId: gift.productId, quantity: 3, unitPrice: gift.price },
      { productId: 'prd_nothing' as const, quantity: 1, unitPrice: gone.price },
    ];
    const quoted = await ask(shop, [], { items, shippingAddress: undefined });
    expect(quoted.lines.map(({ problems }) => problems)).toEqual([
      ['price-changed', 'out-of-stock'],
      ['unavailable'],
      ['limit-reached'],
      ['unavailable'],
    ]);
    expect(quoted).toMatchObject({ total: 2 * 5000 + 3 * 5000, shippingFee: 0 });
    expect(quoted.lines[2]?.limit).toMatchObject({ units: 1, left: 1 });
  });

  it('gives each line the discount of its own, also beside one that is not sold', () => {
    const line = (amount: number, problems: QuotedLine['problems'] = []): QuotedLine => ({
      productId: 'prd_1',
      quantity: 1,
      unitPrice: { amount, currency: 'CNY' },
      title: '',
      category: 'home',
      problems,
      available: 1,
    });
    const promotion = { ...TEN, code: 'SPRING' };
    const offered = { promotion, tally: { version: 0, taken: [] }, usesLeft: 0 };
    const to = { country: 'CN', region: '' };
    const quoted = quote([line(100, ['unavailable']), line(200)], offered, { to, terms: TERMS, at: 0 });
    expect(quoted).toMatchObject({ discounts: [0, 20], discount: 20 });
  });
});

const TEN = { reduction: TEN_OFF, active: true, version: 1, createdAt: 0 };

describe('what a promotion takes off', () => {
  const goods = (...amounts: number[]) => amounts.map((amount) => ({ category: 'home', amount }));
  const off = (reduction: Reduction, ...amounts: number[]) =>
    reductions({ ...TEN, code: 'A', reduction }, goods(...amounts));

  it.each([
    [[5], [1]],
    [[4], [0]],
    [
      [1, 1, 1, 1, 1],
      [1, 0, 0, 0, 0],
    ],
    [
      [0, 0],
      [0, 0],
    ],
    [
      [99_900_000_000_000, 5],
      [9_990_000_000_000, 1],
    ],
  ])('is a tenth of %j: %j', (amounts, taken) => {
    expect(off(TEN_OFF, ...amounts)).toEqual(taken);
  });

  it('is never more than the goods cost', () => {
    expect(off({ type: 'amount', amount: 900 }, 200, 300)).toEqual([200, 300]);
  });

  it('applies up to the last moment of its time, and not after', () => {
    const offered = (until: number) => ({
      promotion: { ...TEN, code: 'A', until },
      tally: { version: 0, taken: [] },
      usesLeft: 0,
    });
    expect(problemOf(offered(7), goods(1), 7)).toBeUndefined();
    expect(problemOf(offered(7), goods(1), 8)).toMatchObject({ problem: 'over' });
  });
});

describe('a promotion that is made under a key', () => {
  const once = { idempotencyKey: 'k' };
  const reused = { code: 'IDEMPOTENCY_KEY_REUSED' };

  it('is one, and is answered again also after it was changed', async () => {
    const shop = memoryShop();
    const { promotion, replayed } = await make(shop, { limit: 3 }, once);
    expect(replayed).toBe(false);
    await changePromotion(ports(shop))('SPRING', { active: false }, 1);
    expect(await make(shop, { limit: 3 }, once)).toMatchObject({
      replayed: true,
      promotion: { createdAt: promotion.createdAt, active: false },
    });
    expect(await left(shop)).toBe(3);
  });

  it('leaves the key to no other request of its maker, and to everybody else', async () => {
    const shop = memoryShop();
    await make(shop, {}, once);
    await expect(make(shop, {}, { ...once, code: 'SUMMER' })).rejects.toMatchObject(reused);
    await expect(make(shop, { limit: 1 }, once)).rejects.toMatchObject(reused);
    expect(await promotionStore(shop.memory).find('SUMMER')).toBeUndefined();
    expect(await make(shop, {}, { ...once, code: 'SUMMER', by: 'usr_b' })).toMatchObject({ replayed: false });
  });

  it('keeps the key of a request that found it there', async () => {
    const shop = memoryShop();
    await make(shop);
    expect(await make(shop, {}, once)).toMatchObject({ replayed: false });
    expect(await make(shop, {}, once)).toMatchObject({ replayed: true });
    await expect(make(shop, {}, { ...once, code: 'SUMMER' })).rejects.toMatchObject(reused);
  });

  it('is one of two that came at once', async () => {
    const shop = memoryShop();
    const codes = ['SPRING', 'SUMMER'];
    const answers = await Promise.allSettled(codes.map((code) => make(shop, {}, { ...once, code })));
    expect(answers.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    const made = await promotionStore(shop.memory).readMany(codes);
    expect(made.size).toBe(1);
  });
});
