import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { dynamoItems } from '@cartless/aggregate/dynamodb';
import { ANALYTICS_TABLE } from '../analytics-table.ts';
import { startService, type TestService } from '../../test/analytics-service.ts';
import { happened, type TestOrder } from '../../test/shop-events.ts';
import { analyticsOn } from '../../test/world.ts';
import { handler as exportCsv } from '../files/export-csv/handler.ts';
import { handler as getCohorts } from './get-cohorts/handler.ts';
import { handler as getFunnel } from './get-funnel/handler.ts';
import { handler as getSummary } from './get-summary/handler.ts';
import { handler as listLeaders } from './list-leaders/handler.ts';
import { handler as listOrders } from '../order-lists/list-orders/handler.ts';

const cny = (amount: number) => ({ amount, currency: 'CNY' });
const MAY = { from: '2026-05-01', to: '2026-05-31' };

const first: TestOrder = {
  id: 'first',
  user: 'mei',
  at: '2026-05-10T16:30:00.000Z',
  lines: [
    { product: 'lamp', title: 'Desk lamp', quantity: 2, price: 12_900, category: 'home' },
    { product: 'pen', title: 'Pen', quantity: 3, price: 500, category: 'office' },
  ],
  shippingFee: 800,
};
const second: TestOrder = {
  id: 'second',
  user: 'mei',
  at: '2026-05-12T03:00:00.000Z',
  lines: [{ product: 'pen', title: 'Pen', quantity: 1, price: 500, category: 'office' }],
  region: '北京',
  paymentMethod: 'cod',
};
const third: TestOrder = { id: 'third', user: 'tom', at: '2026-05-12T04:00:00.000Z' };

describe('reports on a shop with a few orders', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startService();
    await service.consume([
      happened.registered('mei', '2026-05-10T15:00:00.000Z'),
      happened.registered('tom', '2026-05-11T15:00:00.000Z'),
      happened.registered('ann', '2026-05-11T16:00:00.000Z'),
      happened.activated('mei', '2026-05-10T15:10:00.000Z'),
      happened.activated('tom', '2026-05-11T15:10:00.000Z'),
      happened.placed(first),
      happened.paid(first, '2026-05-10T16:40:00.000Z'),
    ]);
    await service.consume([
      happened.placed(second),
      happened.placed(third),
      happened.dispatched(first, '2026-05-13T00:00:00.000Z'),
      happened.delivered(first, '2026-05-15T00:00:00.000Z'),
      happened.completed(first, '2026-05-16T00:00:00.000Z'),
      happened.cancelled(third, '2026-05-12T04:20:00.000Z'),
      happened.refunded(first, '2026-05-20T00:00:00.000Z', 1500),
    ]);
  });
  afterAll(() => service.table.drop());

  it('sums every metric over a range', async () => {
    const metrics =
      'revenue,orders,units,averageOrderValue,cancelled,refunded,refundedByOrderDate,newUsers,activeBuyers,repeatRate';
    const { status, body } = await service.get(getSummary, '/analytics/summary', { ...MAY, metrics });
    expect(status).toBe(200);
    expect(body.totals).toEqual({
      revenue: cny(28_100),
      orders: 3,
      units: 8,
      averageOrderValue: cny(28_100),
      cancelled: 1,
      refunded: cny(1500),
      refundedByOrderDate: cny(1500),
      newUsers: 3,
      activeBuyers: 2,
      repeatRate: 0.5,
    });
    expect(body.activeBuyersError).toBe(0);
    expect(body.rows).toEqual([]);
  });

  it('fills days without orders with zeros and cuts days in the asked zone', async () => {
    const query = {
      from: '2026-05-10',
      to: '2026-05-12',
      tz: 'Asia/Shanghai',
      groupBy: 'day',
      metrics: 'orders,revenue',
    };
    const { body } = await service.get(getSummary, '/analytics/summary', query);
    expect(body.rows.map((row: { key: string; orders: number }) => [row.key, row.orders])).toEqual([
      ['2026-05-10', 0],
      ['2026-05-11', 1],
      ['2026-05-12', 2],
    ]);
    expect(body.rows[1].revenue).toEqual(cny(28_100));
    expect([body.from, body.to]).toEqual(['2026-05-10T00:00:00+08:00', '2026-05-13T00:00:00+08:00']);
  });

  it.each([
    [
      'product',
      [
        ['prd_lamp', 25_800],
        ['prd_pen', 1500],
      ],
    ],
    [
      'category',
      [
        ['home', 25_800],
        ['office', 1500],
      ],
    ],
    [
      'region',
      [
        ['上海', 28_100],
        ['北京', 0],
      ],
    ],
    [
      'paymentMethod',
      [
        ['card', 28_100],
        ['cod', 0],
      ],
    ],
  ])('breaks revenue down by %s', async (groupBy, expected) => {
    const { body } = await service.get(getSummary, '/analytics/summary', {
      ...MAY,
      groupBy,
      metrics: 'revenue',
    });
    const rows = body.rows.map((row: { key: string; revenue: { amount: number } }) => [
      row.key,
      row.revenue.amount,
    ]);
    expect(Object.fromEntries(rows)).toEqual(Object.fromEntries(expected as [string, number][]));
  });

  it('follows one product by day, and the products of one category', async () => {
    const byDay = {
      from: '2026-05-10',
      to: '2026-05-12',
      productId: 'prd_pen',
      groupBy: 'day',
      metrics: 'units',
    };
    const days = await service.get(getSummary, '/analytics/summary', byDay);
    expect(days.body.rows.map((row: { units: number }) => row.units)).toEqual([3, 0, 1]);
    const ofOffice = { ...MAY, category: 'office', groupBy: 'product', metrics: 'units' };
    const products = await service.get(getSummary, '/analytics/summary', ofOffice);
    expect(products.body.rows).toEqual([{ key: 'prd_pen', title: 'Pen', category: 'office', units: 4 }]);
  });

  it('answers a year by day with one query a shard and one of what is folded, and scans nothing', async () => {
    const { table } = service;
    const { summaries } = analyticsOn(dynamoItems(table.client, table.name, ANALYTICS_TABLE));
    const query = {
      from: '2026-01-01',
      to: '2026-12-31',
      groupBy: 'day',
      metrics: 'revenue,orders',
    } as const;
    // Which generation and which sums there are is remembered for some seconds.
    await summaries(query);
    table.meter.take();
    const { rows, totals } = await summaries(query);
    expect(rows).toHaveLength(365);
    expect(totals.orders).toBe(3);
    expect(table.meter.take()).toMatchObject({ readRequests: 3, scans: 0 });
  });

  it('compares with the days before', async () => {
    const query = { from: '2026-05-12', to: '2026-05-12', metrics: 'orders', compare: 'previous' };
    const { body } = await service.get(getSummary, '/analytics/summary', query);
    expect(body.totals.orders).toBe(2);
    expect(body.previous.totals.orders).toBe(0);
    expect(body.change).toEqual({ orders: null });
  });

  it('knows who came back, by the month of their first order', async () => {
    const { status, body } = await service.get(getCohorts, '/analytics/cohorts', MAY);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      zone: 'UTC',
      cohorts: [{ key: '2026-05', buyers: 2, cameBack: 1, repeatRate: 0.5 }],
    });
    expect(body.cohorts[0].months[0]).toMatchObject({ since: 0, buyers: 2, share: 1, orders: 3 });
    const refused = await service.get(getCohorts, '/analytics/cohorts', { ...MAY, tz: 'Asia/Shanghai' });
    expect(refused.status).toBe(422);
  });

  it('counts people once for each step of the funnel, in the cohort they registered in', async () => {
    const { body } = await service.get(getFunnel, '/analytics/funnel', {
      ...MAY,
      groupBy: 'day',
      tz: 'Asia/Shanghai',
    });
    const counts = (steps: { count: number }[]) => steps.map(({ count }) => count);
    expect(body.steps.map(({ step }: { step: string }) => step)).toEqual([
      'registered',
      'activated',
      'ordered',
      'paid',
      'delivered',
      'completed',
    ]);
    expect(counts(body.steps)).toEqual([3, 2, 2, 1, 1, 1]);
    const cohort = (key: string) => body.cohorts.find((each: { key: string }) => each.key === key).steps;
    expect(counts(cohort('2026-05-10'))).toEqual([1, 1, 1, 1, 1, 1]);
    expect(counts(cohort('2026-05-12'))).toEqual([1, 0, 0, 0, 0, 0]);
  });

  it('lists leaders, with all others in one line', async () => {
    const { body } = await service.get(listLeaders, '/analytics/top', {
      ...MAY,
      dimension: 'product',
      limit: '1',
    });
    expect(body.items).toEqual([
      { key: 'prd_lamp', title: 'Desk lamp', category: 'home', value: cny(25_800), share: 25_800 / 27_300 },
    ]);
    expect(body.others).toEqual({ count: 1, value: cny(1500), share: 1500 / 27_300 });
  });

  it('lists the orders behind a number, newest first, page by page, with their latest state', async () => {
    const page = await service.get(listOrders, '/analytics/orders', { ...MAY, limit: '2' });
    expect(
      page.body.items.map((order: { orderId: string; status: string }) => [order.orderId, order.status]),
    ).toEqual([
      ['ord_third', 'cancelled'],
      ['ord_second', 'placed'],
    ]);
    const query = { ...MAY, limit: '2', cursor: page.body.nextCursor };
    const rest = await service.get(listOrders, '/analytics/orders', query);
    expect(rest.body.nextCursor).toBeNull();
    expect(rest.body.items).toMatchObject([
      { orderId: 'ord_first', status: 'returned', total: cny(28_100), refunded: cny(1500), units: 5 },
    ]);
  });

  it.each([
    [{ status: 'cancelled' }, ['ord_third']],
    [{ minTotal: '20000', region: '上海' }, ['ord_third', 'ord_first']],
    [{ category: 'office', paymentMethod: 'cod' }, ['ord_second']],
    [{ productId: 'prd_pen', maxTotal: '600' }, ['ord_second']],
  ])('finds orders by %j, in pages and in a file', async (filter, expected) => {
    const { body } = await service.get(listOrders, '/analytics/orders', {
      ...MAY,
      ...(filter as Record<string, string>),
    });
    expect(body.items.map(({ orderId }: { orderId: string }) => orderId)).toEqual(expected);
    const { text } = await service.get(exportCsv, '/analytics/export.csv', {
      ...MAY,
      ...(filter as Record<string, string>),
      report: 'orders',
    });
    const [, ...rows] = text.trimEnd().split('\r\n');
    expect(rows.map((row) => row.split(',')[0])).toEqual(expected);
  });

  it('hands out a summary as a file that spreadsheets read and do not run', async () => {
    const query = { ...MAY, groupBy: 'product', metrics: 'revenue,units', bom: 'true' };
    const { status, text, headers } = await service.get(exportCsv, '/analytics/export.csv', query);
    expect(status).toBe(200);
    expect(text.split('\r\n')).toEqual([
      '\uFEFFproduct,title,category,revenue (CNY),units',
      'prd_lamp,Desk lamp,home,258.00,4',
      'prd_pen,Pen,office,15.00,4',
      'total,,,281.00,8',
      '',
    ]);
    expect(headers['content-disposition']).toContain('summary-product-2026-05-01-to-2026-05-31-UTC.csv');
  });

  it('hands out the orders behind it as a file', async () => {
    const { text } = await service.get(exportCsv, '/analytics/export.csv', { ...MAY, report: 'orders' });
    const [header, ...rows] = text.trimEnd().split('\r\n');
    expect(header).toMatch(/^orderId,orderNumber,status,placedAt,paidAt,total \(CNY\)/);
    expect(rows.map((row) => row.split(',')[0])).toEqual(['ord_third', 'ord_second', 'ord_first']);
  });

  it('hands out a file with nothing but its header when there were no orders', async () => {
    const query = { from: '2026-04-01', to: '2026-04-01', report: 'orders' };
    const { status, text, headers } = await service.get(exportCsv, '/analytics/export.csv', query);
    expect(status).toBe(200);
    expect(text).toMatch(/^orderId,.*total \(CNY\),refunded \(CNY\),.*categories\r\n$/);
    expect(headers).not.toHaveProperty('x-next-cursor');
  });

  it.each([
    [{ from: '2026-05-02', to: '2026-05-01' }, 'RANGE_INVALID'],
    [{ from: '2026-02-30' }, 'RANGE_INVALID'],
    [{ from: '2001-01-01', to: '2026-01-01' }, 'RANGE_TOO_LONG'],
    [{ from: '2026-01-01', to: '2026-12-01', groupBy: 'hour' }, 'RANGE_TOO_LONG'],
    [{ tz: 'Mars/Olympus' }, 'ZONE_UNKNOWN'],
    [{ tz: 'CST' }, 'ZONE_UNKNOWN'],
    [{ timezone: 'Asia/Shanghai' }, 'VALIDATION_FAILED'],
    [{ metrics: 'profit' }, 'METRIC_UNKNOWN'],
    [{ groupBy: 'colour' }, 'VALIDATION_FAILED'],
    [{ metrics: 'newUsers', groupBy: 'product' }, 'COMBINATION_SENSELESS'],
    [{ metrics: 'refunded', category: 'home' }, 'COMBINATION_SENSELESS'],
    [{ groupBy: 'region', productId: 'prd_pen' }, 'COMBINATION_SENSELESS'],
    [{ groupBy: 'product,region' }, 'COMBINATION_SENSELESS'],
    [{ groupBy: 'day,region,category' }, 'VALIDATION_FAILED'],
  ])('answers 422 to %j', async (query, code) => {
    const { status, body } = await service.get(getSummary, '/analytics/summary', query);
    expect([status, body.code]).toEqual([422, code]);
  });

  it('refuses a cursor that was tampered with', async () => {
    const cursor = Buffer.from(JSON.stringify({ before: '2031-01-01#x' })).toString('base64url');
    const { status, body } = await service.get(listOrders, '/analytics/orders', { ...MAY, cursor });
    expect([status, body.code]).toEqual([400, 'CURSOR_INVALID']);
  });

  it('is for administrators only', async () => {
    const { status } = await service.get(getSummary, '/analytics/summary', {}, ['shop']);
    expect(status).toBe(403);
  });
});
