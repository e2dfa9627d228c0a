import { describe, expect, it } from '@jest/globals';
import type { OrderPlaced } from '@cartless/domain';
import { memoryShop, SHOPPER } from '../../test/memory-shop.ts';
import { cancelOrder } from '../ordering/cancel-order.ts';
import { showOrder } from '../ordering/order-body.ts';
import { recordPayment } from '../payments/record-payment.ts';
import { productPorts } from './catalogue-service.ts';
import { changeProduct } from './change-product.ts';
import { createProduct } from './create-product.ts';
import { showProduct } from './product-body.ts';
import { showAdminProduct } from './product-input-body.ts';
import type { ProductFields } from './product-change.ts';
import type { Product } from './product.ts';

const CNY = (amount: number) => ({ amount, currency: 'CNY' });
type World = ReturnType<typeof memoryShop>;
const change = (shop: World, { productId }: Product, fields: ProductFields) =>
  changeProduct({ ...productPorts(shop.ground), currency: 'CNY' })({
    productId,
    change: fields,
    version: undefined,
  });
const costsTold = (shop: World) =>
  (shop.events.at(-1) as OrderPlaced).data.items.map(({ unitCost }) => unitCost);

describe('what a product costs the shop', () => {
  it('is told with each line of an order, as it was when the order was placed', async () => {
    const shop = memoryShop();
    const [lamp, gift] = [await shop.product({ cost: CNY(2900) }), await shop.product()];
    const order = await shop.place([lamp, gift]);
    expect(costsTold(shop)).toEqual([CNY(2900), undefined]);
    await change(shop, lamp, { cost: CNY(9999) });
    const stored = await shop.ports.read(order.orderId);
    expect(stored.lines.map(({ cost }) => cost)).toEqual([2900, undefined]);
  });

  it('is that of the variant, and that of the product where the variant says none', async () => {
    const shop = memoryShop();
    const shirt = await shop.shirt(
      [
        { variantId: 'm_blue', stock: 3, cost: CNY(8000) },
        { variantId: 'l_white', stock: 5 },
      ],
      { cost: CNY(7000) },
    );
    const { productId } = shirt;
    const line = (variantId: string) => ({ productId, variantId, quantity: 1, unitPrice: CNY(20_000) });
    await shop.place([], { items: [line('m_blue'), line('l_white')] });
    expect(costsTold(shop)).toEqual([CNY(8000), CNY(7000)]);
  });

  it('is seen by those who keep the catalogue and by no shopper', async () => {
    const shop = memoryShop();
    const shirt = await shop.shirt([{ variantId: 'm_blue', stock: 3, cost: CNY(8123) }], { cost: CNY(7123) });
    const item = { productId: shirt.productId, variantId: 'm_blue', quantity: 1, unitPrice: CNY(20_000) };
    const order = await shop.place([], { items: [item] });
    expect(showAdminProduct(shirt, 'en')).toMatchObject({
      cost: CNY(7123),
      variants: [{ cost: CNY(8123) }],
    });
    expect(JSON.stringify([showProduct(shirt, 'en'), showOrder(order)])).not.toMatch(/7123|8123|cost/i);
  });

  it('is told of as back on the shelf when an order is cancelled that had been paid, and of no other', async () => {
    const shop = memoryShop();
    const lamp = await shop.product({ cost: CNY(2900) });
    const cancelled = async (key: string, isPaid: boolean) => {
      const { orderId, total: amount } = await shop.place([lamp], { idempotencyKey: key });
      const payment = { orderId, intent: key, amount, currency: 'CNY', at: shop.clock.at };
      if (isPaid) await recordPayment(shop.ports)(payment);
      await cancelOrder(shop.ports)({ orderId, userId: SHOPPER, isStaff: false });
      return shop.events.findLast(({ type }) => type === 'orders.order-cancelled.v1')?.data;
    };
    expect(await cancelled('a', true)).toMatchObject({ paid: true, items: [{ unitCost: CNY(2900) }] });
    expect(await cancelled('b', false)).not.toHaveProperty('paid');
  });

  it('can be changed and taken away, and is kept by a change of something else', async () => {
    const shop = memoryShop();
    const shirt = await shop.shirt([{ variantId: 'm_blue', stock: 3, cost: CNY(8000) }], { cost: CNY(7000) });
    const kept = await change(shop, shirt, { lowAt: 9, variants: [{ variantId: 'm_blue', active: true }] });
    expect([kept.cost, kept.variants?.[0]?.cost]).toEqual([CNY(7000), CNY(8000)]);
    const less = await change(shop, shirt, { cost: null, variants: [{ variantId: 'm_blue', cost: null }] });
    expect([less.cost, less.variants?.[0]?.cost]).toEqual([undefined, undefined]);
  });

  it('is refused in another currency than that of the shop', async () => {
    const shop = memoryShop();
    const lamp = await shop.product();
    const cost = { amount: 1, currency: 'USD' };
    await expect(change(shop, lamp, { cost })).rejects.toMatchObject({ code: 'CURRENCY_UNSUPPORTED' });
    await expect(change(shop, lamp, { variants: [{ variantId: 'm_blue', cost }] })).rejects.toMatchObject({
      code: 'CURRENCY_UNSUPPORTED',
    });
    const { title, description, category, price, images, attributes, lowAt, buckets } = lamp;
    const body = { title, description, category, price, images, attributes, lowAt, buckets };
    const create = createProduct({ ...productPorts(shop.ground), currency: 'CNY' });
    await expect(create({ ...body, cost, stock: 1, by: 'usr_1' })).rejects.toMatchObject({
      code: 'CURRENCY_UNSUPPORTED',
    });
    const made = await create({ ...body, cost: CNY(5), stock: 1, by: 'usr_1' });
    expect(made.product.cost).toEqual(CNY(5));
  });
});
