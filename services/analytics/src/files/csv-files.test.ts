import { describe, expect, it } from '@jest/globals';
import { memoryItems } from '@cartless/aggregate/memory';
import { happened, type TestOrder } from '../../test/shop-events.ts';
import { analyticsOn } from '../../test/world.ts';
import { ANALYTICS_TABLE } from '../analytics-table.ts';

const MARCH = { from: '2026-03-10', to: '2026-03-11', bom: 'false' } as const;
const order: TestOrder = {
  id: 'o1',
  user: 'mei',
  at: '2026-03-10T10:00:00.000Z',
  lines: [{ product: 'pen', title: '=SUM(A1)', category: 'office', quantity: 2, price: 1050 }],
};

async function open() {
  const shop = analyticsOn(memoryItems(ANALYTICS_TABLE));
  await shop.book(happened.placed(order), happened.paid(order, order.at));
  return shop;
}

describe('reports as files', () => {
  it('hold the rows of a summary and its totals, amounts as decimals', async () => {
    const { files } = await open();
    const query = { ...MARCH, report: 'summary', metrics: 'revenue,orders', groupBy: 'product' } as const;
    const { name, text, nextCursor } = await files(query);
    expect({ name, nextCursor }).toEqual({
      name: 'summary-product-2026-03-10-2026-03-12.csv',
      nextCursor: null,
    });
    expect(text.split('\r\n')).toEqual([
      'product,title,category,revenue (CNY),orders',
      "prd_pen,'=SUM(A1),office,21.00,1",
      'total,,,21.00,1',
      '',
    ]);
  });

  it('hold the orders behind it', async () => {
    const { files } = await open();
    const { text } = await files({ ...MARCH, report: 'orders' });
    expect(text.split('\r\n').slice(1)).toEqual([
      `ord_o1,20261121-4F7K2M9-C,paid,${order.at},${order.at},21.00,0.00,2,上海,card,prd_pen,office`,
      '',
    ]);
  });
});
