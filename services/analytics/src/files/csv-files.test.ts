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
      name: 'summary-product-2026-03-10-to-2026-03-11-UTC.csv',
      nextCursor: null,
    });
    expect(text.split('\r\n')).toEqual([
      'product,title,category,revenue (CNY),orders',
      "prd_pen,'=SUM(A1),office,21.00,1",
      'total,,,21.00,1',
      '',
    ]);
  });

  it('have a column for each of two groupings, and say the range that was asked for', async () => {
    const { files } = await open();
    const query = { ...MARCH, report: 'summary', metrics: 'orders', groupBy: 'region,day' } as const;
    const { name, text } = await files({ ...query, tz: 'asia/shanghai' });
    expect(name).toBe('summary-region-day-2026-03-10-to-2026-03-11-Asia-Shanghai.csv');
    expect(text.split('\r\n').slice(0, 2)).toEqual([
      'region,day,from,to,orders',
      '上海,2026-03-10,2026-03-10T00:00:00+08:00,2026-03-11T00:00:00+08:00,1',
    ]);
  });

  it.each([
    { report: 'orders', groupBy: 'day' },
    { report: 'orders', city: '上海/上海' },
    { report: 'summary', minTotal: 100 },
  ] as const)('take no parameter that means nothing for them: %j', async (query) => {
    const { files } = await open();
    await expect(files({ ...MARCH, ...query })).rejects.toMatchObject({ code: 'COMBINATION_SENSELESS' });
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
