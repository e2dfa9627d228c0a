import { describe, expect, it } from '@jest/globals';
import type { Packing } from '@cartless/domain';
import * as z from 'zod/mini';
import { memoryShop } from '../../test/memory-shop.ts';
import { DEPARTMENTS } from '../../scripts/catalogue/departments.ts';
import { PACKING } from '../../scripts/catalogue/packing.ts';
import { numbering } from '../ordering/ordering-service.ts';
import { recordPayment } from '../payments/record-payment.ts';
import { productPorts } from './catalogue-service.ts';
import { changeProduct } from './change-product.ts';
import { packingOf } from './packing.ts';
import { route as creating } from './create-product/route.ts';
import { showProduct } from './product-body.ts';
import { showAdminProduct } from './product-input-body.ts';
import type { Product } from './product.ts';

const EARBUDS: Packing = {
  weightGrams: 180,
  size: { length: 110, width: 90, height: 45 },
  dangerousGoods: 'lithium-ion-in-equipment',
  hsCode: '851830',
  originCountry: 'CN',
  customsDescription: 'Wireless earbuds',
};
const SHIRT: Packing = { weightGrams: 260, hsCode: '620590', originCountry: 'CN' };
const TWO = [
  { options: { size: 'm', colour: 'blue' }, stock: 3 },
  { options: { size: 'l', colour: 'white' }, stock: 5, packing: { weightGrams: 310 } },
];

type World = ReturnType<typeof memoryShop>;
const change = (shop: World, { productId }: Pick<Product, 'productId'>, fields: object) =>
  changeProduct({ ...productPorts(shop.ground), currency: 'CNY' })({
    productId,
    change: fields,
    version: undefined,
  });
const read = (shop: World, { productId }: Product) => productPorts(shop.ground).products.read(productId);

describe('what is known of a product to pack it', () => {
  it('is kept whole, changed as a whole and taken away', async () => {
    const shop = memoryShop();
    const earbuds = await shop.product({ packing: EARBUDS });
    expect((await read(shop, earbuds)).packing).toEqual(EARBUDS);
    await change(shop, earbuds, { title: { en: 'Buds', 'zh-CN': '耳机' } });
    expect((await read(shop, earbuds)).packing).toEqual(EARBUDS);
    await change(shop, earbuds, { packing: { hsCode: '85183000' } });
    expect((await read(shop, earbuds)).packing).toEqual({ hsCode: '85183000' });
    await change(shop, earbuds, { packing: null });
    expect(await read(shop, earbuds)).not.toHaveProperty('packing');
  });

  it('is otherwise for a variant where that says so', async () => {
    const shop = memoryShop();
    const shirt = await shop.shirt(TWO, { packing: SHIRT });
    const [m, l] = (await read(shop, shirt)).variants ?? [];
    expect(packingOf(SHIRT, m?.packing)).toEqual(SHIRT);
    expect(packingOf(SHIRT, l?.packing)).toEqual({ ...SHIRT, weightGrams: 310 });
    await change(shop, shirt, { variants: [{ variantId: 'm_blue', packing: { weightGrams: 250 } }] });
    await change(shop, shirt, { variants: [{ variantId: 'l_white', packing: null }] });
    const changed = (await read(shop, shirt)).variants;
    expect(changed?.map(({ packing }) => packing)).toEqual([{ weightGrams: 250 }, undefined]);
  });

  it('can say of a variant that it is not dangerous though its product is', () => {
    expect(packingOf(EARBUDS, { dangerousGoods: 'none' })).not.toHaveProperty('dangerousGoods');
    expect(packingOf({ dangerousGoods: 'none' })).toBeUndefined();
  });

  it('is shown to shoppers as far as it is of use to them: weight and size', async () => {
    const shop = memoryShop();
    const shown = showProduct(await shop.product({ packing: EARBUDS }), 'en');
    expect(shown).toMatchObject({ weightGrams: 180, size: EARBUDS.size });
    expect(JSON.stringify(shown)).not.toMatch(/851830|lithium/);
    const shirt = await shop.shirt(TWO, { packing: SHIRT });
    expect(showProduct(shirt, 'en').variants?.map(({ weightGrams }) => weightGrams)).toEqual([260, 310]);
    expect(showAdminProduct(shirt, 'en')).toMatchObject({
      packing: SHIRT,
      variants: [
        expect.not.objectContaining({ packing: expect.anything() }),
        { packing: { weightGrams: 310 } },
      ],
    });
  });

  it.each([
    ['hsCode', '8518.30'],
    ['hsCode', '85183'],
    ['originCountry', 'XX'],
    ['customsDescription', '无线耳机'],
    ['weightGrams', 0],
    ['size', { length: 10, width: 10 }],
    ['dangerousGoods', 'dynamite'],
    ['colour', 'blue'],
  ])('is refused with the name of what is wrong: %s %p', (field, value) => {
    const body = {
      title: { en: 'x', 'zh-CN': 'x' },
      description: { en: 'x', 'zh-CN': 'x' },
      category: 'home',
      price: { amount: 1, currency: 'CNY' },
    };
    expect(z.safeParse(creating.body, { ...body, packing: EARBUDS }).success).toBe(true);
    const { error } = z.safeParse(creating.body, { ...body, packing: { ...EARBUDS, [field]: value } });
    expect(error?.issues.map(({ path }) => path[0])).toEqual(['packing']);
    expect(JSON.stringify(error?.issues)).toContain(field);
  });

  it('is known of every product of the demonstration', () => {
    const slugs = DEPARTMENTS.flatMap(({ products }) => products.map(({ slug }) => slug));
    expect(Object.keys(PACKING).toSorted()).toEqual(slugs.toSorted());
  });
});

describe('a line of an order', () => {
  const pay = async (shop: World, order: { orderId: `ord_${string}`; total: number }) => {
    await numbering(shop.ground)(order.orderId);
    const { orderId, total: amount } = order;
    await recordPayment(shop.ports)({ orderId, intent: 'pi_1', amount, currency: 'CNY', at: shop.clock.at });
  };
  const told = (shop: World, type: string) =>
    shop.events.findLast((event) => event.type === `orders.${type}`)?.data as {
      items: object[];
      locale?: string;
    };

  it('tells whoever makes parcels how it was packed when it was placed, and what was chosen, in the language of the shopper', async () => {
    const shop = memoryShop();
    const shirt = await shop.shirt(TWO, { packing: { ...SHIRT, dangerousGoods: 'none' } });
    const order = await shop.place([], {
      items: [{ productId: shirt.productId, variantId: 'l_white', quantity: 1, unitPrice: shirt.price }],
      locale: 'zh-CN',
    });
    await change(shop, shirt, {
      packing: { weightGrams: 9 },
      variants: [{ variantId: 'l_white', packing: null }],
    });
    await pay(shop, order);
    const line = {
      packing: { ...SHIRT, weightGrams: 310 },
      options: [
        { name: '尺码', value: 'L' },
        { name: '颜色', value: '白色' },
      ],
    };
    for (const type of ['order-confirmed.v1', 'order-paid.v1']) {
      expect(told(shop, type)).toMatchObject({ locale: 'zh-CN', items: [line] });
    }
  });

  it('tells nobody else of it', async () => {
    const shop = memoryShop();
    await pay(shop, await shop.place([await shop.product({ packing: EARBUDS })]));
    for (const type of ['order-placed.v1', 'order-paid.v2']) {
      expect(told(shop, type).items[0]).not.toHaveProperty('packing');
      expect(told(shop, type)).not.toHaveProperty('locale');
    }
  });
});
