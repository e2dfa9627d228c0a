import { beforeAll, describe, expect, it } from '@jest/globals';
import { memoryItems } from '@cartless/aggregate/memory';
import { AppError } from '@cartless/domain';
import { happened, type TestOrder } from '../../test/shop-events.ts';
import { type Analytics, analyticsOn } from '../../test/world.ts';
import { ANALYTICS_TABLE } from '../analytics-table.ts';
import { periodOf } from '../calendar/period.ts';
import { rollUpStore } from '../roll-ups/roll-ups-store.ts';
import { planReport } from './report-plan.ts';
import { summarise } from './summarise.ts';

const MARCH = { from: '2026-03-01', to: '2026-03-31' };
const cny = (amount: number) => ({ amount, currency: 'CNY' });
const pens = (quantity: number) => [
  { product: 'pen', title: 'Pen', category: 'office', quantity, price: 500 },
];
const lamp = [{ product: 'lamp', title: 'Lamp', category: 'home', quantity: 1, price: 12_900 }];

/** Two people buy three times: at 23:30 UTC, when Shanghai has the next day, and twice on the 11th. */
const late: TestOrder = { id: 'late', user: 'mei', at: '2026-03-10T23:30:00.000Z', lines: pens(2) };
const again: TestOrder = { ...late, id: 'again', at: '2026-03-11T08:00:00.000Z', lines: lamp };
const other: TestOrder = { ...again, id: 'other', user: 'tom', region: '北京', lines: pens(1) };

/** Two words of English side by side; names of metrics and groups stand alone. `from` and `to` are parameters. */
const ENGLISH_WORDS = /[a-z]+ (?!to\b|from\b)[a-z]+/i;

const chineseOf = async (refused: Promise<unknown>): Promise<string> => {
  const error: unknown = await refused.catch((caught: unknown) => caught);
  return error instanceof AppError ? error.detail('zh-CN') : String(error);
};

describe('reports by two things at once', () => {
  it('have a row for what is not known, although nothing else was counted', async () => {
    const shop = analyticsOn(memoryItems(ANALYTICS_TABLE));
    await shop.book(happened.labelBought(late, late.at, undefined));
    const { rows } = await shop.summaries({
      ...MARCH,
      groupBy: 'day,region',
      metrics: 'shipping,shippingMargin',
    });
    expect(rows).toMatchObject([{ keys: { day: '2026-03-10', region: '上海' }, shippingMargin: null }]);
  });
});

describe('reports', () => {
  let shop: Analytics;
  beforeAll(async () => {
    shop = analyticsOn(memoryItems(ANALYTICS_TABLE));
    await shop.book(
      happened.registered('mei', '2026-03-10T22:00:00.000Z'),
      happened.registered('tom', '2026-03-11T01:00:00.000Z'),
      happened.registered('ann', '2026-03-11T02:00:00.000Z'),
      happened.activated('mei', '2026-03-10T22:05:00.000Z'),
      ...[late, again, other].map(happened.placed),
      happened.paid(late, '2026-03-11T00:10:00.000Z'),
      happened.paid(again, '2026-03-11T08:10:00.000Z'),
      happened.cancelled(other, '2026-03-11T09:00:00.000Z'),
      happened.refunded(again, '2026-03-20T09:00:00.000Z', 2900),
    );
  });

  it('sum up what happened, each in its own hour', async () => {
    const { totals, rows } = await shop.summaries({
      ...MARCH,
      metrics: 'revenue,orders,units,cancelled,refunded,refundedByOrderDate,averageOrderValue,newUsers',
      groupBy: 'day',
    });
    expect(totals).toEqual({
      revenue: cny(13_900),
      orders: 3,
      units: 4,
      cancelled: 1,
      refunded: cny(2900),
      refundedByOrderDate: cny(2900),
      averageOrderValue: cny(6950),
      newUsers: 3,
    });
    expect(rows).toHaveLength(31);
    expect(rows[9]).toMatchObject({ key: '2026-03-10', orders: 1, revenue: cny(0), newUsers: 1 });
    expect(rows[10]).toMatchObject({ key: '2026-03-11', orders: 2, revenue: cny(13_900), refunded: cny(0) });
    expect(rows[19]).toMatchObject({ key: '2026-03-20', refunded: cny(2900), refundedByOrderDate: cny(0) });
  });

  it('take the days of the zone that is asked for', async () => {
    const query = { ...MARCH, tz: 'Asia/Shanghai', metrics: 'orders', groupBy: 'day' } as const;
    const { rows } = await shop.summaries(query);
    expect(rows.filter(({ orders }) => orders !== 0)).toMatchObject([{ key: '2026-03-11', orders: 3 }]);
  });

  it('break down by product with its name, and by what else was asked', async () => {
    const by = async (groupBy: 'product' | 'region', more = {}) =>
      (await shop.summaries({ ...MARCH, metrics: 'units', groupBy, ...more })).rows;
    expect(await by('product')).toEqual([
      { key: 'prd_lamp', title: 'Lamp', category: 'home', units: 1 },
      { key: 'prd_pen', title: 'Pen', category: 'office', units: 3 },
    ]);
    expect(await by('product', { category: 'home' })).toMatchObject([{ key: 'prd_lamp' }]);
    expect(await by('region')).toEqual([
      { key: '上海', units: 3 },
      { key: '北京', units: 1 },
    ]);
  });

  it('break down by two things at once, with the keys of both in each row', async () => {
    const by = async (groupBy: string, more = {}) =>
      (await shop.summaries({ ...MARCH, metrics: 'units', groupBy, ...more })).rows.map(({ keys, units }) => [
        ...Object.entries(keys ?? {}).map(([name, key]) => `${name} ${key}`),
        units,
      ]);
    expect(await by('month,region')).toEqual([
      ['month 2026-03', 'region 上海', 3],
      ['month 2026-03', 'region 北京', 1],
    ]);
    expect(await by('region,category')).toEqual([
      ['region 上海', 'category home', 1],
      ['region 上海', 'category office', 2],
      ['region 北京', 'category office', 1],
    ]);
    expect(await by('product,quarter', { category: 'office' })).toEqual([
      ['product prd_pen', 'quarter 2026-Q1', 3],
    ]);
    expect(await by('day,region', { category: 'office' })).toEqual([
      ['day 2026-03-10', 'region 上海', 2],
      ['day 2026-03-11', 'region 北京', 1],
    ]);
  });

  it('are of what two filters have in common', async () => {
    const totals = async (more: object) =>
      (await shop.summaries({ ...MARCH, metrics: 'units', ...more })).totals;
    expect(await totals({ category: 'office', region: '上海' })).toEqual({ units: 2 });
    expect(await totals({ category: 'office', region: '北京' })).toEqual({ units: 1 });
    expect(await totals({ region: '北京', paymentMethod: 'cod' })).toEqual({ units: 0 });
    expect(await totals({ region: '北京', city: '北京/上海' })).toEqual({ units: 1 });
    const { rows } = await shop.summaries({
      ...MARCH,
      metrics: 'units',
      category: 'office',
      region: '上海',
      groupBy: 'year',
    });
    expect(rows).toMatchObject([{ key: '2026', units: 2 }]);
  });

  it('tell cities apart by their region', async () => {
    const { rows } = await shop.summaries({ ...MARCH, metrics: 'orders', groupBy: 'city' });
    expect(rows).toEqual([
      { key: '上海/上海', orders: 2 },
      { key: '北京/上海', orders: 1 },
    ]);
    const { items } = await shop.leaders({ ...MARCH, dimension: 'city', metric: 'orders', limit: 1 });
    expect(items).toMatchObject([{ key: '上海/上海', value: 2 }]);
  });

  it('have as many rows as an answer takes', async () => {
    const answer = summarise({
      rollUps: rollUpStore(shop.ground),
      samples: { read: async () => [] },
      currency: 'CNY',
      mostRows: 30,
    });
    const period = periodOf(MARCH, new Date());
    const ask = (groupBy: string) => answer(planReport({ metrics: 'orders', groupBy }), period, false);
    await expect(ask('day')).rejects.toMatchObject({ code: 'TOO_MANY_ROWS' });
    expect((await ask('day,region')).rows).toHaveLength(3);
  });

  it('count people once, however often they buy', async () => {
    const { totals, activeBuyersError } = await shop.summaries({
      ...MARCH,
      metrics: 'activeBuyers,repeatRate',
    });
    expect({ totals, activeBuyersError }).toEqual({
      totals: { activeBuyers: 2, repeatRate: 0.5 },
      activeBuyersError: 0,
    });
  });

  it('compare with the days before', async () => {
    const query = { from: '2026-03-11', to: '2026-03-11', metrics: 'orders', compare: 'previous' } as const;
    expect(await shop.summaries(query)).toMatchObject({
      totals: { orders: 2 },
      previous: { totals: { orders: 1 } },
      change: { orders: 1 },
    });
  });

  it('follow people through the funnel, together and by cohort', async () => {
    const { steps, cohorts } = await shop.funnels({ ...MARCH, groupBy: 'month' });
    const counts = steps.map(({ count }) => count);
    expect(counts).toEqual([3, 1, 2, 1, 0, 0]);
    expect(cohorts[0]?.steps.map(({ count }) => count)).toEqual(counts);
    expect(steps[1]).toEqual({ step: 'activated', count: 1, ofPrevious: 1 / 3, ofFirst: 1 / 3 });
  });

  it('rank, and put the rest in one line', async () => {
    const { items, others } = await shop.leaders({
      ...MARCH,
      dimension: 'product',
      metric: 'revenue',
      limit: 1,
    });
    expect(items).toEqual([
      { key: 'prd_lamp', title: 'Lamp', category: 'home', value: cny(12_900), share: 12_900 / 13_900 },
    ]);
    expect(others).toEqual({ count: 1, value: cny(1000), share: 1000 / 13_900 });
  });

  it('refuse what is kept for nobody', async () => {
    const ask = async (more: object) => shop.summaries({ ...MARCH, ...more });
    await expect(ask({ metrics: 'profit' })).rejects.toMatchObject({ code: 'METRIC_UNKNOWN' });
    for (const senseless of [
      { groupBy: 'region', productId: 'prd_pen' },
      { groupBy: 'product,paymentMethod' },
      { groupBy: 'city,category' },
      { groupBy: 'region,category', paymentMethod: 'card' },
      { groupBy: 'day,month' },
      { productId: 'prd_pen', category: 'office' },
      { region: '上海', city: '北京/通州' },
      { groupBy: 'day,region', metrics: 'newUsers' },
    ]) {
      await expect(ask(senseless)).rejects.toMatchObject({ code: 'COMBINATION_SENSELESS' });
      expect(await chineseOf(ask(senseless))).not.toMatch(ENGLISH_WORDS);
    }
    expect(await chineseOf(ask({ metrics: 'newUsers', groupBy: 'product' }))).toBe(
      '无法组合：newUsers 只对整个商店统计。',
    );
    await expect(ask({ tz: 'CST' })).rejects.toMatchObject({ code: 'ZONE_UNKNOWN' });
    await expect(ask({ from: '2026-04-01' })).rejects.toMatchObject({ code: 'RANGE_INVALID' });
    for (const outside of [
      { from: '2026-04-01' },
      { from: '2026-02-30' },
      { from: 'May' },
      { to: '2200-01-01' },
    ]) {
      expect(await chineseOf(ask(outside))).not.toMatch(ENGLISH_WORDS);
    }
    await expect(ask({ from: '2025-01-01', groupBy: 'hour' })).rejects.toMatchObject({
      code: 'RANGE_TOO_LONG',
    });
  });
});
