import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { handler as archiveProduct } from '../src/catalogue/archive-product/handler.ts';
import { stockCountKey, stockKey } from '../src/orders-table.ts';
import { handler as countStockHandler } from '../src/stock/count-stock/handler.ts';
import { eventsIn, openShop, type Shop, withRights } from './shop.ts';

const countStock = withRights('countStock', countStockHandler);

/** More than are read at once, so that a run goes through several chunks. */
const PRODUCTS = 60;

describe('the hourly count of stock', () => {
  let shop: Shop;
  let productIds: readonly string[];
  beforeAll(async () => {
    shop = await openShop();
    const products = await Promise.all(
      Array.from({ length: PRODUCTS }, (_, i) => shop.product({ stock: i, amount: 100 + i, buckets: 2 })),
    );
    productIds = products.map(({ productId }) => productId);
  });
  afterAll(() => shop.close());

  const toldOf = async (productId: string) => eventsIn(await shop.item(stockCountKey(productId)));

  it('tells of every product once, with no more rights than its function has', async () => {
    await countStock();
    const told = (await Promise.all(productIds.map(toldOf))).flat();
    expect(told).toHaveLength(PRODUCTS);
    expect(told[17]).toMatchObject({
      type: 'orders.stock-counted.v1',
      sequence: 1,
      data: {
        productId: productIds[17],
        active: true,
        counted: [{ available: 17, price: { amount: 117, currency: 'CNY' } }],
      },
    });
    await countStock();
    expect((await Promise.all(productIds.map(toldOf))).flat()).toEqual(told);
  });

  it('tells of what is not as it was, over all buckets, and of what went out of the catalogue', async () => {
    const [sold = '', gone = ''] = productIds.slice(30);
    await shop.items.write([{ update: stockKey(sold, 1), add: { n: 5 } }]);
    const answer = await shop.call(archiveProduct, {
      method: 'DELETE',
      path: `/products/${gone}`,
      params: { productId: gone },
      caller: { userId: 'usr_admin', scopes: ['shop', 'catalogue'] },
    });
    expect(answer.status).toBe(204);
    await countStock();
    expect(await toldOf(sold)).toMatchObject([{ sequence: 2, data: { counted: [{ available: 35 }] } }]);
    expect(await toldOf(gone)).toMatchObject([{ sequence: 2, data: { active: false } }]);
  });
});
