import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { setEnvironment } from '@cartless/testing';
import type { UserId } from '@cartless/domain';
import { DEFAULT_LIMITS, DEFAULT_LIMITS_TEXT } from '../../test/order-limits.ts';
import { aUser, type Answer, openShop, orderBody, type Shop } from '../../test/shop.ts';
import { handler as cancelOrder } from '../ordering/cancel-order/handler.ts';
import { handler as placeOrder } from '../ordering/place-order/handler.ts';
import { handler as quoteOrder } from '../ordering/quote-order/handler.ts';
import { forgetAccount, keepContact } from '../accounts/contact-store.ts';
import { handler as getOrderLimits } from './get-order-limits/handler.ts';
import { handler as setOrderLimits } from './set-order-limits/handler.ts';
import type { Product } from '../catalogue/product.ts';

const { new: fresh, trusted } = DEFAULT_LIMITS.levels;
const STAFF = 'usr_support';
const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString();

describe('orders under the limits of a deployment', () => {
  let shop: Shop;
  beforeAll(async () => {
    shop = await openShop();
    setEnvironment({ ORDER_LIMITS: DEFAULT_LIMITS_TEXT });
  });
  afterAll(() => shop.close());

  const place = (
    userId: UserId,
    product: Product,
    {
      key,
      quantity = 1,
      ...more
    }: Readonly<{ key?: string; quantity?: number; [field: string]: unknown }> = {},
  ): Promise<Answer> =>
    shop.call(placeOrder, {
      method: 'POST',
      path: '/orders',
      body: orderBody([{ product, quantity }], more),
      headers: { 'idempotency-key': key ?? crypto.randomUUID() },
      caller: { userId },
    });
  const cash = { paymentMethod: 'cod' };
  const path = '/admin/shoppers/{userId}/order-limits';
  const desk = (userId: UserId, body?: object, by: UserId = STAFF): Promise<Answer> =>
    shop.call(body === undefined ? getOrderLimits : setOrderLimits, {
      method: body === undefined ? 'GET' : 'PUT',
      path,
      params: { userId },
      ...(body && { body }),
      caller: { userId: by, scopes: ['shop', 'support'] },
    });
  /** An event of users told of the account. */
  const heardOf = (userId: UserId) =>
    keepContact(shop.items)(userId, { email: 'mei@example.com', username: 'mei', locale: 'en' }, 1);
  const statuses = (answers: readonly Answer[]) => answers.map(({ status }) => status);

  it.each([
    ['for cash', cash, fresh.cash.orders],
    ['by card', { paymentMethod: 'card' }, fresh.unpaid.orders],
  ])('sixty at once of a fresh account %s: a few are placed', async (_, more, limit) => {
    const user = aUser();
    const lamp = await shop.product({ stock: 100 });
    const answers = await Promise.all(Array.from({ length: 60 }, () => place(user, lamp, more)));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(limit);
    // Whoever met too many others is told to come again, and finds the limit then.
    expect(new Set(statuses(answers))).toEqual(
      new Set([201, 429, ...statuses(answers).filter((one) => one === 503)]),
    );
    expect(await shop.available(lamp)).toBe(100 - limit);
    const again = await place(user, lamp, more);
    expect(again).toMatchObject({ status: 429, body: { code: 'ORDER_LIMIT_REACHED' } });
    expect(Number(again.headers['retry-after'])).toBeGreaterThan(0);
  });

  it('a shelf is never emptied by unpaid orders of one account, however they race', async () => {
    const user = aUser();
    const lamp = await shop.product({ stock: 12 });
    await Promise.all(Array.from({ length: 12 }, () => place(user, lamp, { quantity: 2 })));
    expect(12 - (await shop.available(lamp))).toBeLessThanOrEqual(fresh.shelf.units);
    expect((await place(aUser(), lamp, { quantity: fresh.shelf.units })).status).toBe(201);
  });

  it('a request that comes twice at once counts once, and keeps its answer when the limit is reached', async () => {
    const user = aUser();
    const lamp = await shop.product({ stock: 50 });
    const twice = await Promise.all([1, 2, 3].map(() => place(user, lamp, { ...cash, key: 'twice' })));
    expect(new Set(twice.map(({ body }) => body['orderId'])).size).toBe(1);
    expect((await desk(user)).body).toMatchObject({ used: { lastHour: 1, cash: { orders: 1 } } });
    for (let i = 1; i < fresh.cash.orders; i += 1) await place(user, lamp, cash);
    expect((await place(user, lamp, cash)).status).toBe(429);
    expect(await place(user, lamp, { ...cash, key: 'twice' })).toMatchObject({
      status: 201,
      headers: { 'idempotent-replayed': 'true' },
    });
  });

  it('one that is cancelled makes room at once', async () => {
    const user = aUser();
    const lamp = await shop.product({ stock: 50 });
    const first = await place(user, lamp, cash);
    for (let i = 1; i < fresh.cash.orders; i += 1) await place(user, lamp, cash);
    const params = { orderId: String(first.body['orderId']) };
    expect((await place(user, lamp, cash)).status).toBe(429);
    await shop.call(cancelOrder, {
      method: 'POST',
      path: '/orders/{orderId}/cancel',
      params,
      caller: { userId: user },
    });
    expect((await place(user, lamp, cash)).status).toBe(201);
    expect((await place(user, lamp, cash)).status).toBe(429);
  });

  it('a quote says what is in the way, in the language that is asked for', async () => {
    const user = aUser();
    const lamp = await shop.product({ stock: 50 });
    for (let i = 0; i < fresh.unpaid.orders; i += 1) await place(user, lamp);
    const call = {
      method: 'POST',
      path: '/orders/quote',
      body: orderBody([{ product: lamp }]),
      caller: { userId: user },
    };
    const { body } = await shop.call(quoteOrder, call);
    expect(body).toMatchObject({
      orderable: false,
      limits: [{ name: 'unpaid-orders', limit: 3, used: 3, wanted: 1 }],
    });
    const [limit] = body['limits'] as [{ morePossibleAt: string }];
    expect(Date.parse(limit.morePossibleAt)).toBeGreaterThan(Date.now());
  });

  it('somebody of the staff raises the limits, for the very next order, and it is on record', async () => {
    const user = aUser();
    const lamp = await shop.product({ stock: 50 });
    for (let i = 0; i < fresh.cash.orders; i += 1) await place(user, lamp, cash);
    expect((await place(user, lamp, cash)).status).toBe(429);
    const until = inDays(7);
    const raised = await desk(user, { level: 'trusted', until, reason: 'Our own office' });
    expect(raised).toMatchObject({
      status: 200,
      body: {
        level: 'trusted',
        earned: 'new',
        until,
        limits: trusted,
        decisions: [{ level: 'trusted', until, reason: 'Our own office', by: STAFF }],
      },
    });
    expect((await place(user, lamp, cash)).status).toBe(201);
    await desk(user, { level: 'automatic', reason: 'No more' });
    expect((await place(user, lamp, cash)).status).toBe(429);
    const { body } = await desk(user);
    expect(body).toMatchObject({ level: 'new', until: null });
    expect((body['decisions'] as { level: string }[]).map(({ level }) => level)).toEqual([
      'automatic',
      'trusted',
    ]);
    expect((body['openOrders'] as unknown[]).length).toBe(fresh.cash.orders + 1);
  });

  it('lifts them altogether, or takes cash away', async () => {
    const [free, barred] = [aUser(), aUser()];
    const lamp = await shop.product({ stock: 90 });
    for (const user of [free, barred]) await heardOf(user);
    await desk(free, { level: 'unlimited', until: inDays(1), reason: 'Load test' });
    const answers = await Promise.all(Array.from({ length: 12 }, () => place(free, lamp, cash)));
    expect(statuses(answers)).toEqual(Array.from({ length: 12 }, () => 201));
    await desk(barred, { level: 'restricted', until: inDays(1), reason: 'Refuses parcels' });
    expect(await place(barred, lamp, cash)).toMatchObject({
      status: 409,
      body: { code: 'ORDER_ABOVE_LIMIT' },
    });
    expect((await place(barred, lamp)).status).toBe(201);
  });

  it.each([
    ['without an end', { level: 'trusted', reason: 'x' }, 422, 'LIFT_END_INVALID'],
    ['to an end that is over', { level: 'trusted', until: inDays(-1), reason: 'x' }, 422, 'LIFT_END_INVALID'],
    ['for ever', { level: 'trusted', until: inDays(400), reason: 'x' }, 422, 'LIFT_END_INVALID'],
    ['without a reason', { level: 'trusted', until: inDays(1) }, 422, 'VALIDATION_FAILED'],
    ['to what there is not', { level: 'king', until: inDays(1), reason: 'x' }, 422, 'VALIDATION_FAILED'],
  ])('are not changed %s', async (_, body, status, code) => {
    expect(await desk(aUser(), body)).toMatchObject({ status, body: { code } });
  });

  it('are not decided about somebody of whom nothing was heard, for that would be a slip', async () => {
    const user = aUser();
    const body = { level: 'restricted', until: inDays(1), reason: 'x' };
    expect(await desk(user, body)).toMatchObject({ status: 404, body: { code: 'SHOPPER_NOT_FOUND' } });
    expect((await shop.everything()).filter(({ pk }) => pk === `U#${user}`)).toEqual([]);
    await heardOf(user);
    expect(await desk(user, body)).toMatchObject({ status: 200, body: { level: 'restricted' } });
  });

  it('are nobody’s own to change, nor those of an account that is gone', async () => {
    const user = aUser();
    const body = { level: 'unlimited', until: inDays(1), reason: 'me' };
    expect(await desk(user, body, user)).toMatchObject({ status: 403, body: { code: 'OWN_LIMITS' } });
    await heardOf(user);
    await forgetAccount(shop.items)(user, 5);
    expect(await desk(user, body)).toMatchObject({ status: 404, body: { code: 'SHOPPER_NOT_FOUND' } });
    expect(await desk(user)).toMatchObject({ status: 404 });
    expect(
      (await shop.everything()).filter(({ pk, sk }) => pk === `U#${user}` && String(sk).startsWith('limits')),
    ).toEqual([]);
  });
});
