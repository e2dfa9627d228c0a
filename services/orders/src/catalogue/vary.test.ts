import { describe, expect, it } from '@jest/globals';
import { memoryShop } from '../../test/memory-shop.ts';
import { aShirt } from '../../test/products.ts';
import { stockKey } from '../orders-table.ts';
import { watchStock } from '../stock/watch-stock.ts';
import { productPorts, stockMoving } from './catalogue-service.ts';
import { changeProduct } from './change-product.ts';
import { createProduct } from './create-product.ts';
import type { Product } from './product.ts';

const CNY = (amount: number) => ({ amount, currency: 'CNY' });
const TWO = [
  { options: { size: 'm', colour: 'blue' }, stock: 3, price: CNY(18_000) },
  { options: { colour: 'white', size: 'l' }, stock: 50 },
];
type World = ReturnType<typeof memoryShop>;
const change = (shop: World, { productId }: Pick<Product, 'productId'>, fields: object) =>
  changeProduct({ ...productPorts(shop.ground), currency: 'CNY' })({
    productId,
    change: fields,
    version: undefined,
  });
const move = (shop: World, { productId }: Product, more: object) =>
  stockMoving(shop.ground)({ productId, delta: 4, reason: 'x', by: 'usr_a', ...more });

describe('a product with variants', () => {
  it('costs what its cheapest variant costs, and is there while one of them is', async () => {
    const shop = memoryShop();
    const shirt = await shop.shirt(TWO);
    expect(shirt).toMatchObject({ price: CNY(18_000), availability: 'in-stock' });
    expect(shirt.variants).toMatchObject([
      { variantId: 'm_blue', price: CNY(18_000), availability: 'in-stock' },
      { variantId: 'l_white', price: CNY(20_000), availability: 'in-stock' },
    ]);
    const without = await change(shop, shirt, { variants: [{ variantId: 'm_blue', active: false }] });
    expect(without.price).toEqual(CNY(20_000));
    const product = await productPorts(shop.ground).products.read(shirt.productId);
    expect({ ...product, version: 0 }).toEqual({ ...without, version: 0 });
  });

  it('tells of each variant when it becomes low, once', async () => {
    const shop = memoryShop();
    const shirt = await shop.shirt(TWO);
    const watch = () => watchStock(productPorts(shop.ground))(shirt.productId);
    await shop.memory.write([{ update: stockKey(`${shirt.productId}.m_blue`, 0), add: { n: -2 } }]);
    await watch();
    await watch();
    expect(shop.told()).toEqual(['product-changed', 'stock-low']);
    expect(shop.events.at(-1)).toMatchObject({ data: { variantId: 'm_blue', available: 1, threshold: 2 } });
    const product = await productPorts(shop.ground).products.read(shirt.productId);
    expect(product.availability).toBe('in-stock');
    expect(product.variants?.map(({ availability }) => availability)).toEqual(['low', 'in-stock']);
  });

  it('gets further variants with their first stock, and none twice', async () => {
    const shop = memoryShop();
    const shirt = await shop.shirt(TWO);
    await change(shop, shirt, { variants: [{ variantId: 's_white', stock: 7 }] });
    expect(shop.unitsOf(`${shirt.productId}.s_white`)).toBe(7);
    expect(shop.memory.all()).toContainEqual(
      expect.objectContaining({ pk: `L#${shirt.productId}.s_white`, sk: 'first', d: 7 }),
    );
    expect(shop.unitsOf(`${shirt.productId}.l_white`)).toBe(50);
    await expect(
      change(shop, shirt, { variants: [{ variantId: 's_white', stock: 7 }] }),
    ).rejects.toMatchObject({
      code: 'STOCK_BY_VARIANT',
    });
  });

  it('writes only the buckets of the variant that changed', async () => {
    const shop = memoryShop();
    const shirt = await shop.shirt(TWO);
    const touched: string[] = [];
    shop.memory.watch(({ after }) => void touched.push(String(after?.['pk'])));
    await change(shop, shirt, { variants: [{ variantId: 'l_white', price: CNY(21_000) }] });
    expect(touched.toSorted()).toEqual([`P#${shirt.productId}`, `S#${shirt.productId}.l_white#0`]);
  });

  it('has its stock booked by variant', async () => {
    const shop = memoryShop();
    const shirt = await shop.shirt(TWO);
    const once = { variantId: 'm_blue', idempotencyKey: 'a' };
    expect(await move(shop, shirt, once)).toEqual({ available: 7, replayed: false });
    expect(await move(shop, shirt, once)).toEqual({ available: 7, replayed: true });
    expect(shop.unitsOf(`${shirt.productId}.m_blue`)).toBe(7);
    await expect(move(shop, shirt, {})).rejects.toMatchObject({ code: 'VARIANT_REQUIRED' });
    await expect(move(shop, shirt, { variantId: 's_blue' })).rejects.toMatchObject({
      code: 'VARIANT_NOT_FOUND',
    });
    const lamp = await shop.product();
    await expect(move(shop, lamp, { variantId: 's_blue' })).rejects.toMatchObject({
      code: 'VARIANT_NOT_FOUND',
    });
  });

  it.each([
    ['an unknown value', { variants: [{ options: { size: 'xxl', colour: 'blue' } }] }, 'VARIANT_INVALID'],
    ['a missing option', { variants: [{ options: { size: 's' } }] }, 'VARIANT_INVALID'],
    [
      'an option too many',
      { variants: [{ options: { size: 's', colour: 'blue', a: 'b' } }] },
      'VARIANT_INVALID',
    ],
    [
      'an id of another one',
      { variants: [{ variantId: 's_white', options: { size: 's', colour: 'blue' } }] },
      'VARIANT_INVALID',
    ],
    [
      'the same one twice',
      { variants: [{ variantId: 's_white' }, { variantId: 's_white' }] },
      'VARIANT_INVALID',
    ],
    ['a price for all', { price: CNY(1000) }, 'PRICE_BY_VARIANT'],
    [
      'a variant in another currency',
      { variants: [{ variantId: 's_white', price: { amount: 1, currency: 'EUR' } }] },
      'CURRENCY_UNSUPPORTED',
    ],
    [
      'a free variant without a limit',
      { variants: [{ variantId: 's_white', price: CNY(0) }] },
      'LIMIT_REQUIRED',
    ],
    [
      'more buckets than one write can tell',
      { variants: [{ variantId: 's_white' }], buckets: 40 },
      'TOO_MANY_VARIANTS',
    ],
  ])('refuses %s', async (_, fields, code) => {
    const shop = memoryShop();
    const shirt = await shop.shirt(TWO);
    await expect(change(shop, shirt, fields)).rejects.toMatchObject({ code });
  });

  it('keeps the options that its variants are made of, under other names if need be', async () => {
    const shop = memoryShop();
    const shirt = await shop.shirt(TWO);
    const [size, colour] = shirt.options!;
    const refused = { code: 'OPTIONS_INVALID' };
    await expect(change(shop, shirt, { options: [colour, size] })).rejects.toMatchObject(refused);
    await expect(change(shop, shirt, { options: [size] })).rejects.toMatchObject(refused);
    const less = { ...size!, values: size!.values.filter(({ key }) => key !== 'm') };
    await expect(change(shop, shirt, { options: [less, colour] })).rejects.toMatchObject(refused);
    const renamed = { ...size!, name: { en: 'Cut', 'zh-CN': '版型' } };
    expect((await change(shop, shirt, { options: [renamed, colour] })).options?.[0]?.name.en).toBe('Cut');
  });

  it('opens as many stocks at once as one transaction takes, and says so otherwise', async () => {
    const shop = memoryShop();
    const values = Array.from({ length: 60 }, (_, i) => ({
      key: `${i}`,
      name: { en: `${i}`, 'zh-CN': `${i}` },
    }));
    const options = [{ key: 'size', name: { en: 'Size', 'zh-CN': '尺码' }, values }];
    const variants = values.map(({ key }) => ({ variantId: key, stock: 1 }));
    const { title, description, category, price, images, attributes, lowAt, buckets } = aShirt(
      'prd_x',
      TWO,
    ).product;
    const given = { title, description, category, price, images, attributes, lowAt, buckets };
    const create = (some: typeof variants, more = {}) =>
      createProduct({ ...productPorts(shop.ground), currency: 'CNY' })({
        ...given,
        options,
        variants: some,
        stock: 0,
        by: 'usr_a',
        ...more,
      });
    await expect(create(variants)).rejects.toMatchObject({ code: 'TOO_MUCH_AT_ONCE' });
    const { product } = await create(variants.slice(0, 49));
    expect((await change(shop, product, { variants: variants.slice(49) })).variants).toHaveLength(60);
    await expect(create(variants.slice(0, 2), { stock: 1 })).rejects.toMatchObject({
      code: 'STOCK_BY_VARIANT',
    });
  });
});

describe('a product that gets variants later', () => {
  const VARIETY = () => {
    const { options } = aShirt('prd_x', TWO).product;
    return { options, variants: TWO };
  };

  it('must have nothing left that belongs to none of them', async () => {
    const shop = memoryShop();
    const lamp = await shop.product({ stock: 2 });
    await expect(change(shop, lamp, VARIETY())).rejects.toMatchObject({
      code: 'PRODUCT_HAS_STOCK',
      details: { available: 2 },
    });
    await move(shop, lamp, { delta: -2 });
    expect((await change(shop, lamp, VARIETY())).variants).toHaveLength(2);
  });

  it('is not sold without variant any more, also to those who read of it before', async () => {
    const shop = memoryShop();
    const lamp = await shop.product({ stock: 0 });
    await change(shop, lamp, VARIETY());
    expect(await shop.memory.get(stockKey(lamp.productId, 0))).toMatchObject({ act: false, n: 0 });
  });

  it('lets what comes back to none of them be booked out', async () => {
    const shop = memoryShop();
    const lamp = await shop.product({ stock: 0 });
    await change(shop, lamp, VARIETY());
    await shop.memory.write([{ update: stockKey(lamp.productId, 0), add: { n: 1 } }]);
    expect(await move(shop, lamp, { delta: -1 })).toMatchObject({ available: 0 });
  });
});
