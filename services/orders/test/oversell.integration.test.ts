import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aUser, openShop, orderBody, type Shop } from './shop.ts';
import { stockKey } from '../src/orders-table.ts';
import { handler as placeOrder } from '../src/ordering/place-order/handler.ts';

/** The whole probe, over real HTTP and to paid orders, is `bench/oversell.ts`. */
const RACES = Number(process.env['RACES'] ?? 1);

describe('shoppers racing for the same thing', () => {
  let shop: Shop;
  beforeAll(async () => {
    shop = await openShop();
  });
  afterAll(() => shop.close());

  it.each([1, 4])(
    'all get a definite answer, and exactly as many get it as there are (%p buckets)',
    async (buckets) => {
      for (let race = 0; race < RACES; race += 1) {
        const product = await shop.product({ stock: 30, buckets });
        const answers = await Promise.all(
          Array.from({ length: 60 }, () =>
            shop.call(placeOrder, {
              method: 'POST',
              path: '/orders',
              body: orderBody([{ product }]),
              headers: { 'idempotency-key': crypto.randomUUID() },
              caller: { userId: aUser() },
            }),
          ),
        );
        const statuses = answers.map(({ status }) => status);
        expect(statuses.filter((status) => status === 201)).toHaveLength(30);
        expect(statuses.filter((status) => status === 409)).toHaveLength(30);
        expect(await shop.available(product)).toBe(0);
      }
    },
  );

  it('all get a definite answer about the last units of one variant, while there are plenty of another', async () => {
    const shirt = await shop.shirt([
      { variantId: 'm_blue', stock: 1 },
      { variantId: 'l_white', stock: 500 },
    ]);
    const order = (...variantIds: readonly string[]) =>
      shop.call(placeOrder, {
        method: 'POST',
        path: '/orders',
        body: {
          ...orderBody([]),
          items: variantIds.map((variantId) => ({
            productId: shirt.productId,
            variantId,
            quantity: 1,
            unitPrice: shirt.price,
          })),
        },
        headers: { 'idempotency-key': crypto.randomUUID() },
        caller: { userId: aUser() },
      });
    const [both, plenty] = await Promise.all([
      Promise.all(Array.from({ length: 20 }, () => order('l_white', 'm_blue'))),
      Promise.all(Array.from({ length: 20 }, () => order('l_white'))),
    ]);
    expect(plenty.filter(({ status }) => status === 201)).toHaveLength(20);
    expect(both.filter(({ status }) => status === 201)).toHaveLength(1);
    for (const { status, body } of both.filter((answer) => answer.status !== 201)) {
      expect([status, body['lines']]).toMatchObject([
        409,
        [{ variantId: 'm_blue', problem: 'out-of-stock', available: 0 }],
      ]);
    }
    const units = async (variantId: string) =>
      (await shop.item(stockKey(`${shirt.productId}.${variantId}`, 0)))?.['n'];
    expect([await units('m_blue'), await units('l_white')]).toEqual([0, 479]);
  });
});
