import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aUser, openShop, orderBody, type Shop } from './shop.ts';
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
});
