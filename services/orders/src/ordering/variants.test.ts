import { describe, expect, it } from '@jest/globals';
import { memoryShop, SHOPPER, TERMS, wish } from '../../test/memory-shop.ts';
import { productPorts } from '../catalogue/catalogue-service.ts';
import { changeProduct } from '../catalogue/change-product.ts';
import type { Product } from '../catalogue/product.ts';
import type { VariantFields } from '../catalogue/vary.ts';
import { hear } from '../parcels/parcel-news.ts';
import { approve } from '../returns/return-decision.ts';
import { receive } from '../returns/return-receipt.ts';
import { request } from '../returns/return-request.ts';
import { returnIdOf } from '../returns/return.ts';
import { cancelOrder } from './cancel-order.ts';
import { deliver, ship } from './delivery.ts';
import { numbering, quoting } from './ordering-service.ts';

const CNY = (amount: number) => ({ amount, currency: 'CNY' });
const some = ({ productId, variants = [] }: Product, variantId: string, quantity = 1) => {
  const { price } = variants.find((one) => one.variantId === variantId) ?? { price: CNY(20_000) };
  return { productId, variantId, quantity, unitPrice: price };
};
const TWO: readonly VariantFields[] = [
  { variantId: 'm_blue', stock: 3 },
  { variantId: 'l_white', stock: 5, price: CNY(22_000) },
];

type World = ReturnType<typeof memoryShop>;
const buy = (shop: World, items: readonly object[], more: object = {}) => shop.place([], { items, ...more });
const change = (shop: World, { productId }: Product, fields: object) =>
  changeProduct({ ...productPorts(shop.ground), currency: 'CNY' })({
    productId,
    change: fields,
    version: undefined,
  });

describe('ordering variants', () => {
  it('takes each from its own stock, under its own price and name, two of one product in one order', async () => {
    const shop = memoryShop();
    const shirt = await shop.shirt(TWO);
    const order = await buy(shop, [some(shirt, 'm_blue', 2), some(shirt, 'l_white')]);
    expect(order.lines).toMatchObject([
      { variantId: 'm_blue', quantity: 2, unitPrice: CNY(20_000), title: 'Linen shirt, M, blue' },
      { variantId: 'l_white', quantity: 1, unitPrice: CNY(22_000), title: 'Linen shirt, L, white' },
    ]);
    expect(order.total).toBe(62_000);
    expect(shop.unitsOf(`${shirt.productId}.m_blue`)).toBe(1);
    expect(shop.unitsOf(`${shirt.productId}.l_white`)).toBe(4);
    expect(shop.events.at(-1)).toMatchObject({
      type: 'orders.order-placed.v1',
      data: { items: [{ variantId: 'm_blue', productTitle: 'Linen shirt' }, { variantId: 'l_white' }] },
    });
    const chinese = await buy(shop, [some(shirt, 'l_white')], { idempotencyKey: 'b', locale: 'zh-CN' });
    expect(chinese.lines[0]?.title).toBe('亚麻衬衫，L，白色');
  });

  it('reads back from the table what was ordered', async () => {
    const shop = memoryShop();
    const shirt = await shop.shirt(TWO);
    const order = await buy(shop, [some(shirt, 'm_blue', 2), some(shirt, 'm_blue')]);
    expect(order.lines).toHaveLength(1);
    expect((await shop.ports.read(order.orderId)).lines).toEqual(order.lines);
  });

  it('gives units back to the variant that they came from, by cancelling', async () => {
    const shop = memoryShop();
    const shirt = await shop.shirt(TWO);
    const { orderId } = await buy(shop, [some(shirt, 'm_blue', 2), some(shirt, 'l_white', 4)]);
    await cancelOrder(shop.ports)({ orderId, userId: SHOPPER, isStaff: false });
    expect(shop.unitsOf(`${shirt.productId}.m_blue`)).toBe(3);
    expect(shop.unitsOf(`${shirt.productId}.l_white`)).toBe(5);
  });

  it('gives units back to the variant that was returned, and refuses to guess which', async () => {
    const shop = memoryShop();
    const shirt = await shop.shirt(TWO);
    const { orderId } = await buy(shop, [some(shirt, 'm_blue', 2), some(shirt, 'l_white', 4)], {
      paymentMethod: 'cod',
    });
    await numbering(shop.ground)(orderId);
    const { productId } = shirt;
    const step = { at: shop.clock.at, by: 'carrier' as const };
    await shop.ports.change(orderId, (order) => ship(order, step));
    await shop.ports.change(orderId, (order) => deliver(order, step, step.at));
    const ask = (items: Parameters<typeof request>[1]['items']) =>
      shop.ports.change(orderId, (order) => request(order, { items, reason: 'x' }, step.at));
    await expect(ask([{ productId, quantity: 1 }])).rejects.toMatchObject({ code: 'RETURNED_ITEMS_INVALID' });
    await expect(ask([{ productId, variantId: 'm_blue', quantity: 3 }])).rejects.toMatchObject({
      code: 'RETURN_UNITS_EXCEEDED',
      details: { lines: [{ productId, variantId: 'm_blue', left: 2 }] },
    });
    await ask([{ productId, variantId: 'l_white', quantity: 3 }]);
    await shop.ports.change(orderId, (order) =>
      approve(order, returnIdOf(orderId, 1), { at: step.at, by: 'admin' }),
    );
    const items = [{ productId, variantId: 'l_white', quantity: 3, restock: true }];
    const back = await shop.ports.change(orderId, (order) =>
      receive(order, returnIdOf(orderId, 1), { items }, { ...step, by: 'admin' }),
    );
    expect(back.refunds).toMatchObject([{ amount: 66_000 }]);
    expect(shop.unitsOf(`${productId}.l_white`)).toBe(4);
    expect(shop.unitsOf(`${productId}.m_blue`)).toBe(1);
    expect(shop.events.at(-2)).toMatchObject({
      data: { returnItems: [{ variantId: 'l_white', quantity: 3 }] },
    });
  });

  it('refuses only the line whose variant changed its price or has too little', async () => {
    const shop = memoryShop();
    const shirt = await shop.shirt(TWO);
    await change(shop, shirt, { variants: [{ variantId: 'm_blue', price: CNY(21_000) }] });
    const { productId } = shirt;
    await expect(buy(shop, [some(shirt, 'm_blue'), some(shirt, 'l_white')])).rejects.toMatchObject({
      code: 'PRICE_CHANGED',
      details: {
        lines: [{ productId, variantId: 'm_blue', problem: 'price-changed', unitPrice: CNY(21_000) }],
      },
    });
    const now = { ...some(shirt, 'm_blue', 4), unitPrice: CNY(21_000) };
    await expect(buy(shop, [now, some(shirt, 'l_white', 5)])).rejects.toMatchObject({
      code: 'OUT_OF_STOCK',
      details: { lines: [{ productId, variantId: 'm_blue', problem: 'out-of-stock', available: 3 }] },
    });
    expect(shop.unitsOf(`${productId}.l_white`)).toBe(5);
  });

  it('wants to know which variant, and sells none that is not there', async () => {
    const shop = memoryShop();
    const [shirt, lamp] = [await shop.shirt(TWO), await shop.product()];
    const { productId } = shirt;
    await expect(shop.place([shirt, lamp])).rejects.toMatchObject({
      code: 'VARIANT_REQUIRED',
      details: { lines: [{ productId, options: ['size', 'colour'] }] },
    });
    const unavailable = (id: string, variantId: string) => ({
      code: 'PRODUCT_UNAVAILABLE',
      details: { lines: [{ productId: id, variantId, problem: 'unavailable' }] },
    });
    await expect(buy(shop, [some(shirt, 's_blue')])).rejects.toMatchObject(unavailable(productId, 's_blue'));
    await expect(buy(shop, [some(lamp, 'm_blue')])).rejects.toMatchObject(
      unavailable(lamp.productId, 'm_blue'),
    );
    await change(shop, shirt, { variants: [{ variantId: 'm_blue', active: false }] });
    await expect(buy(shop, [some(shirt, 'm_blue'), some(shirt, 'l_white')])).rejects.toMatchObject(
      unavailable(productId, 'm_blue'),
    );
  });

  it('finds units of a variant in its other buckets', async () => {
    const shop = memoryShop();
    const shirt = await shop.shirt([{ variantId: 'm_blue', stock: 9 }], { buckets: 4 });
    const order = await buy(shop, [some(shirt, 'm_blue', 8)]);
    expect(order.lines[0]?.draws.length).toBeGreaterThan(1);
    await expect(buy(shop, [some(shirt, 'm_blue', 2)], { idempotencyKey: 'b' })).rejects.toMatchObject({
      details: { lines: [{ variantId: 'm_blue', available: 1 }] },
    });
  });

  it('counts all variants of a product against one limit', async () => {
    const shop = memoryShop();
    const shirt = await shop.shirt(TWO, { limitPerShopper: { units: 3 } });
    const both = [some(shirt, 'm_blue', 2), some(shirt, 'l_white', 2)];
    const reached = {
      code: 'LIMIT_REACHED',
      details: { lines: [{ productId: shirt.productId, problem: 'limit-reached', left: 3 }] },
    };
    await expect(buy(shop, both)).rejects.toMatchObject(reached);
    const quote = await quoting(shop.ground, TERMS)({ ...wish([]), items: both });
    expect(quote.lines.map(({ problems }) => problems)).toEqual([['limit-reached'], ['limit-reached']]);
    const { orderId } = await buy(shop, [some(shirt, 'm_blue', 2), some(shirt, 'l_white')]);
    await expect(buy(shop, [some(shirt, 'l_white')], { idempotencyKey: 'b' })).rejects.toMatchObject({
      code: 'LIMIT_REACHED',
    });
    await cancelOrder(shop.ports)({ orderId, userId: SHOPPER, isStaff: false });
    await buy(shop, [some(shirt, 'l_white', 3)], { idempotencyKey: 'c' });
  });

  it('is quoted by variant, with the price and the units of each', async () => {
    const shop = memoryShop();
    const shirt = await shop.shirt(TWO);
    const items = [some(shirt, 'm_blue', 4), { ...some(shirt, 'l_white'), unitPrice: CNY(1) }];
    const { lines } = await quoting(shop.ground, TERMS)({ ...wish([]), items });
    expect(lines).toMatchObject([
      { variantId: 'm_blue', problems: ['out-of-stock'], available: 3, title: 'Linen shirt, M, blue' },
      { variantId: 'l_white', problems: ['price-changed'], unitPrice: CNY(22_000) },
    ]);
  });
});

describe('parcels with variants', () => {
  const sent = async () => {
    const shop = memoryShop();
    const shirt = await shop.shirt(TWO);
    const { orderId } = await buy(shop, [some(shirt, 'm_blue', 2), some(shirt, 'l_white')], {
      paymentMethod: 'cod',
    });
    await numbering(shop.ground)(orderId);
    const step = { at: shop.clock.at, by: 'carrier' as const };
    const deadline = { decideBy: 9, heardAt: shop.clock.at };
    const { productId } = shirt;
    const arrive = (n: number, items: readonly Readonly<{ variantId?: string; quantity: number }>[]) =>
      shop.ports.change(orderId, (order) =>
        hear(
          order,
          {
            shipmentId: `shp_${n}`,
            sequence: 5,
            status: 'delivered',
            items: items.map((item) => ({ productId, ...item })),
          },
          step,
          deadline,
        ),
      );
    return { shop, orderId, arrive };
  };

  it('are delivered when every variant is in one that arrived', async () => {
    const { shop, orderId, arrive } = await sent();
    expect((await arrive(1, [{ variantId: 'm_blue', quantity: 2 }])).status).toBe('shipped');
    expect((await shop.ports.read(orderId)).parcels[0]?.items).toMatchObject([
      { variantId: 'm_blue', quantity: 2 },
    ]);
    expect((await arrive(2, [{ variantId: 'l_white', quantity: 1 }])).status).toBe('delivered');
  });

  it('of which an earlier release tells products only are those of its lines in turn', async () => {
    const { arrive } = await sent();
    const order = await arrive(1, [{ quantity: 3 }]);
    expect(order.status).toBe('delivered');
    expect(order.parcels[0]?.items).toMatchObject([
      { variantId: 'm_blue', quantity: 2 },
      { variantId: 'l_white', quantity: 1 },
    ]);
  });
});
