import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { handler as quote } from '../src/ordering/quote-order/handler.ts';
import { handler as place } from '../src/ordering/place-order/handler.ts';
import { handler as change } from '../src/promotions/change-promotion/handler.ts';
import { handler as create } from '../src/promotions/create-promotion/handler.ts';
import { handler as list } from '../src/promotions/list-promotions/handler.ts';
import type { Product } from '../src/catalogue/product.ts';
import { offer } from '../src/promotions/promotion.ts';
import { promotionStore } from '../src/promotions/promotion-store.ts';
import { aUser, openShop, orderBody, type Shop } from './shop.ts';

describe('promotions, over HTTP', () => {
  let shop: Shop;
  beforeAll(async () => {
    shop = await openShop();
  });
  afterAll(() => shop.close());

  const caller = { userId: aUser(), scopes: ['shop', 'admin'] };
  const make = (body: object, headers = {}) =>
    shop.call(create, { method: 'POST', path: '/promotions', body, headers, caller });
  const percent = (code: string, more: object = {}) =>
    make({ code, reduction: { type: 'percent', percent: 20 }, ...more });
  const listed = async (): Promise<readonly Record<string, unknown>[]> => {
    const { body } = await shop.call(list, { method: 'GET', path: '/promotions', caller });
    return body['items'] as readonly Record<string, unknown>[];
  };
  const order = (
    product: Product,
    more: Readonly<Record<string, unknown>>,
    userId = aUser(),
    key: string = crypto.randomUUID(),
  ) =>
    shop.call(place, {
      method: 'POST',
      path: '/orders',
      body: orderBody([{ product }], more),
      headers: { 'idempotency-key': key },
      caller: { userId },
    });

  it('gives the last uses to as many of 50 shoppers as there are, and tells the others', async () => {
    const lamp = await shop.product({ stock: 100 });
    await percent('LAST', { limit: 3 });
    const answers = [];
    let asking = Array.from({ length: 50 }, () => aUser());
    while (asking.length > 0) {
      const round = await Promise.all(
        asking.map(async (user) => ({
          user,
          ...(await order(lamp, { promotionCode: 'last' }, user, 'key')),
        })),
      );
      answers.push(...round.filter(({ status }) => status !== 503));
      asking = round.filter(({ status }) => status === 503).map(({ user }) => user);
    }
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(3);
    const refused = answers.filter(({ status }) => status !== 201);
    expect(new Set(refused.map(({ status, body }) => `${status} ${String(body['code'])}`))).toEqual(
      new Set(['409 PROMOTION_NOT_APPLICABLE']),
    );
    expect(refused[0]?.body).toMatchObject({ promotion: { problem: 'used-up' } });
    expect(await shop.available(lamp)).toBe(97);
    expect((await listed()).find(({ code }) => code === 'LAST')).toMatchObject({ limit: 3, used: 3 });
  });

  it('shows what was taken off, in the quote as in the order', async () => {
    const lamp = await shop.product();
    await percent('fifth-off', { limitPerShopper: { units: 1 } });
    const user = aUser();
    const body = orderBody([{ product: lamp }], { promotionCode: 'Fifth-Off' });
    const asked = () =>
      shop.call(quote, { method: 'POST', path: '/orders/quote', body, caller: { userId: user } });
    const figures = { discount: { amount: 1000 }, shippingFee: { amount: 1000 }, total: { amount: 5000 } };
    expect(await asked()).toMatchObject({
      status: 200,
      body: { ...figures, orderable: true, items: [{ discount: { amount: 1000 }, problems: [] }] },
    });
    const placed = await order(lamp, { promotionCode: 'FIFTH-OFF' }, user);
    expect(placed).toMatchObject({
      status: 201,
      body: { ...figures, items: [{ discount: { amount: 1000 } }] },
    });
    expect((await asked()).body).toMatchObject({
      orderable: false,
      promotion: { code: 'FIFTH-OFF', problem: 'limit-reached', left: 0, moreAt: null },
      total: { amount: 6000 },
    });
  });

  it('makes one under one key, and says when it is asked for again', async () => {
    const reduction = { type: 'amount', amount: { amount: 1, currency: 'CNY' } };
    const ask = (code: string) => make({ code, reduction, limit: 2 }, { 'idempotency-key': 'once' });
    const [first, again] = [await ask('ONCE'), await ask('ONCE')];
    expect(first).toMatchObject({ status: 201, body: { code: 'ONCE', used: 0 } });
    expect(again).toMatchObject({
      status: 201,
      body: first.body,
      headers: { 'idempotent-replayed': 'true' },
    });
    expect(first.headers).not.toHaveProperty('idempotent-replayed');
    expect(await ask('TWICE')).toMatchObject({ status: 422, body: { code: 'IDEMPOTENCY_KEY_REUSED' } });
    expect((await listed()).map(({ code }) => code)).not.toContain('TWICE');
    expect(
      await make({ code: 'NIL', reduction: { ...reduction, amount: { amount: 0, currency: 'CNY' } } }),
    ).toMatchObject({
      status: 422,
      body: { errors: [{ field: 'reduction.amount.amount', message: 'Must be at least 1.' }] },
    });
  });

  it('still shows one that takes nothing off, as could be made once', async () => {
    const none = { type: 'amount', amount: 0 } as const;
    const promotion = { code: 'NOTHING', reduction: none, active: true, version: 0, createdAt: 1 };
    await promotionStore(shop.items).create(() => offer(promotion));
    expect(await listed()).toContainEqual(
      expect.objectContaining({
        code: 'NOTHING',
        reduction: { type: 'amount', amount: { amount: 0, currency: 'CNY' } },
      }),
    );
  });

  it('keeps what administrators say, and refuses what cannot be', async () => {
    const made = await percent('WINTER', {
      smallestTotal: { amount: 9900, currency: 'CNY' },
      from: '2026-12-01',
      until: '2026-12-31',
      limit: 100,
    });
    expect(made).toMatchObject({
      status: 201,
      body: {
        code: 'WINTER',
        from: '2026-12-01T00:00:00.000Z',
        until: '2026-12-31T23:59:59.999Z',
        used: 0,
        version: 1,
        active: true,
      },
    });
    const patch = (body: object) =>
      shop.call(change, {
        method: 'PATCH',
        path: '/promotions/winter',
        params: { code: 'winter' },
        body,
        caller,
      });
    expect(await patch({ limit: 5 })).toMatchObject({ status: 422, body: { code: 'VERSION_REQUIRED' } });
    const changed = await patch({ version: 1, limit: 5, until: null });
    expect(changed).toMatchObject({ status: 200, body: { limit: 5, used: 0, version: 2 } });
    expect(changed.body).not.toHaveProperty('until');
    expect(await patch({ version: 1 })).toMatchObject({ status: 409, body: { code: 'VERSION_CONFLICT' } });
    const bad = [
      { reduction: { type: 'percent', percent: 101 } },
      { reduction: { type: 'amount', amount: { amount: 5, currency: 'JPY' } } },
      { reduction: { type: 'free-shipping' }, from: '2026-12-02', until: '2026-12-01' },
      { reduction: { type: 'free-shipping' }, code: 'A B' },
      { reduction: { type: 'free-shipping' }, limit: 0 },
    ];
    for (const body of bad) expect((await make({ code: 'BAD', ...body })).status).toBe(422);
    expect(await percent('WINTER')).toMatchObject({ status: 409, body: { code: 'PROMOTION_EXISTS' } });
    const codes = (await listed()).map(({ code }) => code);
    expect(codes.indexOf('WINTER')).toBeLessThan(codes.indexOf('LAST'));
  });
});
