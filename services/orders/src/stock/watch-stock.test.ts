import { describe, expect, it } from '@jest/globals';
import { type Items, Busy } from '@cartless/aggregate';
import { productPorts } from '../catalogue/catalogue-service.ts';
import { memoryShop } from '../../test/memory-shop.ts';
import { stockKey } from '../orders-table.ts';
import { watchStock } from './watch-stock.ts';

describe('watching the stock', () => {
  it('shows what is left and tells once when it became low', async () => {
    const shop = memoryShop();
    const { productId } = await shop.product({ stock: 2, lowAt: 2 });
    await watchStock(productPorts(shop.ground))(productId);
    await watchStock(productPorts(shop.ground))(productId);
    expect(await productPorts(shop.ground).products.read(productId)).toMatchObject({
      availability: 'low',
      version: 2,
    });
    expect(shop.events.at(-1)).toMatchObject({
      type: 'orders.stock-low.v1',
      data: { available: 2, threshold: 2 },
    });
    await shop.memory.write([{ update: stockKey(productId, 0), add: { n: -2 } }]);
    await watchStock(productPorts(shop.ground))(productId);
    expect(await productPorts(shop.ground).products.read(productId)).toMatchObject({
      availability: 'sold-out',
    });
    expect(shop.told()).toEqual(['product-changed', 'stock-low']);
  });

  it('takes a throttled read for what it is: nothing is sold out by it, and nothing is told', async () => {
    const throttled = (items: Items): Items => ({ ...items, getMany: () => Promise.reject(Busy()) });
    const shop = memoryShop(throttled);
    const { productId } = await shop.product({ stock: 10 });
    await expect(watchStock(productPorts(shop.ground))(productId)).rejects.toMatchObject({ code: 'BUSY' });
    expect(await shop.ports.orders.find('ord_none')).toBeUndefined();
    expect(shop.told()).toEqual(['product-changed']);
  });
});
