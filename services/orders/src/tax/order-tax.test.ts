import { describe, expect, it } from '@jest/globals';
import { anOrder } from '../../test/an-order.ts';
import { memoryShop } from '../../test/memory-shop.ts';
import { fromOrderItem, toOrderItem } from '../ordering/order-item.ts';
import { showOrder } from '../ordering/order-body.ts';
import { orderKey } from '../orders-table.ts';
import { decideTax, taxOf } from './order-tax.ts';

const line = (amount: number, category: string) => ({
  unitPrice: { amount, currency: 'CNY' },
  quantity: 1,
  category,
});

describe('the tax of an order', () => {
  it('is decided when it is placed, and stays when the rates change', async () => {
    const shop = memoryShop();
    const lamp = await shop.product({
      category: 'home.lighting',
      price: { amount: 11_300, currency: 'CNY' },
    });
    const book = await shop.product({ category: 'books.novels', price: { amount: 10_900, currency: 'CNY' } });
    const { orderId } = await shop.place([lamp, book]);
    const order = await shop.ports.read(orderId);
    expect(order.tax).toEqual({ included: 2200, rates: [1300, 900] });
    expect(taxOf(order)).toMatchObject({ lines: [1300, 900], fee: 0, total: 2200 });
    expect(showOrder(order)).toMatchObject({ taxIncluded: { amount: 2200, currency: 'CNY' } });
    expect(shop.events.at(-1)?.data).toMatchObject({
      taxIncluded: { amount: 2200 },
      items: [{ taxIncluded: { amount: 1300 } }, { taxIncluded: { amount: 900 } }],
    });
  });

  it('is 0 in an order of a release that knew of none', () => {
    const order = anOrder('paid');
    expect(showOrder(order).taxIncluded).toEqual({ amount: 0, currency: 'CNY' });
    expect(taxOf(order)).toMatchObject({ total: 0, lines: [0] });
    expect(toOrderItem(order)).not.toHaveProperty('tx');
  });

  it('takes off discounts first', () => {
    const discounted = { ...line(4100, 'home'), quantity: 3, discount: 1000 };
    const rules = { default: 1300, categories: {}, places: {} };
    expect(decideTax(rules, { lines: [discounted], shippingFee: 0 }, { country: 'CN' }).included).toBe(1300);
  });

  it.each([
    [[1300], [2, 1300]],
    [
      [1300, 1300, 1300],
      [2, 1300],
    ],
    [
      [1300, 0, 900],
      [2, 1300, 0, 900],
    ],
    [[0], [2, 0]],
  ])('of lines at %p is stored as %p', (rates, stored) => {
    const [lamp] = anOrder('paid').lines;
    const order = anOrder('paid', { lines: rates.map(() => lamp!), tax: { included: 2, rates } });
    const item = toOrderItem(order);
    expect(item['tx']).toEqual(stored);
    expect(fromOrderItem({ ...item, ...orderKey('ord_1'), v: 4 })).toMatchObject({
      tax: { included: 2, rates },
    });
  });
});
