import { describe, expect, it } from '@jest/globals';
import { productPorts } from '../catalogue/catalogue-service.ts';
import { changeProduct } from '../catalogue/change-product.ts';
import { memoryShop } from '../../test/memory-shop.ts';
import { stockKey } from '../orders-table.ts';
import { countStock } from './count-stock.ts';
import { stockCountStore } from './stock-count.ts';

type Shop = ReturnType<typeof memoryShop>;
const counting = ({ ground }: Shop) =>
  countStock({
    ...ground,
    products: productPorts(ground).products,
    counts: stockCountStore(ground.items),
    failed: (productId, error) => expect([productId, error]).toBeUndefined(),
  });
const change = ({ ground }: Shop, productId: string, fields: object) =>
  changeProduct({ ...productPorts(ground), currency: 'CNY' })({
    productId,
    change: fields,
    version: undefined,
  });

describe('counting the stock', () => {
  it('tells of what is not as it was told before, and of nothing twice', async () => {
    const shop = memoryShop();
    const { productId } = await shop.product({ stock: 7 });
    expect(await counting(shop)()).toEqual({ counted: 1, told: 1, failed: 0 });
    expect(shop.events.at(-1)).toMatchObject({
      type: 'orders.stock-counted.v1',
      sequence: 1,
      data: { productId, active: true, counted: [{ available: 7 }] },
    });
    expect(await counting(shop)()).toEqual({ counted: 1, told: 0, failed: 0 });
    await shop.memory.write([{ update: stockKey(productId, 0), add: { n: -2 } }]);
    expect(await counting(shop)()).toMatchObject({ told: 1 });
    expect(shop.events.at(-1)).toMatchObject({ sequence: 2, data: { counted: [{ available: 5 }] } });
    const cost = { amount: 300, currency: 'CNY' };
    await change(shop, productId, { cost });
    expect(await counting(shop)()).toMatchObject({ told: 1 });
    expect(shop.events.at(-1)).toMatchObject({ sequence: 3, data: { counted: [{ available: 5, cost }] } });
  });

  it('tells of what went out of the catalogue, and changes no version that somebody edits', async () => {
    const shop = memoryShop();
    const { productId } = await shop.product({ stock: 7 });
    await counting(shop)();
    await change(shop, productId, { active: false });
    expect(await counting(shop)()).toEqual({ counted: 1, told: 1, failed: 0 });
    expect(shop.events.at(-1)).toMatchObject({ data: { active: false, counted: [{ available: 7 }] } });
    expect((await productPorts(shop.ground).products.read(productId)).version).toBe(2);
  });
});
