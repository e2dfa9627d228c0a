import { beforeEach, describe, expect, it } from '@jest/globals';
import { type Items, publicationsOf } from '@cartless/aggregate';
import { memoryItems } from '@cartless/aggregate/memory';
import type { DomainEvent, WeeklyReport } from '@cartless/domain';
import { eventsOf, newestOf } from '@cartless/testing';
import { happened, type TestOrder } from '../../test/shop-events.ts';
import { type Analytics, analyticsOn } from '../../test/world.ts';
import { ANALYTICS_TABLE, GENERATION_KEY } from '../analytics-table.ts';
import { reportMaking } from './weekly-reports-service.ts';
import { weeklyReportDeclaration } from './weekly-report-store.ts';

const ZONE = 'Asia/Shanghai';
const PUBLICATIONS = publicationsOf(weeklyReportDeclaration);
/** Monday noon in Shanghai. The week before is that from 2026-11-16, and the one before that from 2026-11-09. */
const MONDAY = '2026-11-23T04:00:00.000Z';
const cny = (amount: number) => ({ amount, currency: 'CNY' });

let items: ReturnType<typeof memoryItems>;
let shop: Analytics;
let told: DomainEvent[];
let make: ReturnType<typeof reportMaking>;

beforeEach(() => {
  items = memoryItems(ANALYTICS_TABLE);
  shop = analyticsOn(items);
  shop.clock.at = Date.parse(MONDAY);
  told = [];
  items.watch(({ after }) => {
    if (after?.['outbox'] !== undefined) told.push(...eventsOf(after, PUBLICATIONS));
  });
  make = reportMaking(shop.ground, ZONE);
});

/** Orders of one unit that were paid in the moment of placing. */
const sold = async (
  id: string,
  at: string,
  more: Partial<TestOrder> & { price?: number; cost?: number } = {},
) => {
  const { price = 10_000, cost, ...rest } = more;
  const order: TestOrder = {
    id,
    user: id,
    at,
    lines: [{ product: 'lamp', title: 'Desk lamp', quantity: 1, price, cost }],
    ...rest,
  };
  expect(await shop.book(happened.placed(order), happened.paid(order, at))).toEqual([]);
  return order;
};
const theReport = (): WeeklyReport => {
  const events = newestOf(told);
  expect(events).toHaveLength(1);
  return events[0]?.data as WeeklyReport;
};

describe('the numbers of a week', () => {
  it('are those of its days on the clocks of the shop, beside the week before', async () => {
    await sold('before', '2026-11-10T02:00:00.000Z', { price: 4000, user: 'mei' });
    await sold('last-minute', '2026-11-15T15:59:00.000Z', { price: 2000 });
    await sold('first-minute', '2026-11-15T16:00:00.000Z', { price: 3000, user: 'mei' });
    const order = await sold('on-sunday', '2026-11-22T15:45:00.000Z', { price: 9000 });
    await sold('too-late', '2026-11-22T16:00:00.000Z', { price: 70_000 });
    await shop.book(happened.refunded(order, '2026-11-22T15:50:00.000Z', 1000));
    expect(await make()).toEqual({ monday: '2026-11-16', isMade: true });
    const { figures, days, ...report } = theReport();
    expect(report).toMatchObject({ sunday: '2026-11-22', isOver: true, zone: ZONE, currency: 'CNY' });
    expect(figures).toEqual({
      revenue: { now: cny(12_000), before: cny(6000) },
      netRevenue: { now: cny(11_000), before: cny(6000) },
      orders: { now: 2, before: 2 },
      averageOrderValue: { now: cny(6000), before: cny(3000) },
      newBuyers: { now: 1, before: 2 },
      returningShare: { now: 0.5, before: 0 },
      refunded: { now: cny(1000), before: cny(0) },
      returnRate: { now: 0, before: 0 },
      grossProfit: { now: null, before: null },
      lateParcels: { now: 0, before: 0 },
    });
    expect(days.map(({ revenue, before }) => [revenue.amount, before.amount])).toEqual([
      [3000, 0],
      [0, 4000],
      [0, 0],
      [0, 0],
      [0, 0],
      [0, 0],
      [9000, 2000],
    ]);
  });

  it('are whole days also where clocks change', async () => {
    // In Berlin the 25th of October has 25 hours, and its Monday begins at 23:00 of UTC.
    await sold('before', '2026-10-18T21:59:00.000Z', { price: 1000 });
    await sold('monday', '2026-10-18T22:00:00.000Z', { price: 2000 });
    await sold('second-two-o-clock', '2026-10-25T01:30:00.000Z', { price: 3000 });
    await sold('last-minute', '2026-10-25T22:59:00.000Z', { price: 4000 });
    await sold('after', '2026-10-25T23:00:00.000Z', { price: 50_000 });
    shop.clock.at = Date.parse('2026-10-26T12:00:00.000Z');
    await reportMaking(shop.ground, 'Europe/Berlin')();
    const { monday, days, figures } = theReport();
    expect([monday, days.map(({ revenue }) => revenue.amount)]).toEqual([
      '2026-10-19',
      [2000, 0, 0, 0, 0, 0, 7000],
    ]);
    expect(figures.revenue).toEqual({ now: cny(9000), before: cny(1000) });
  });

  it('have a profit when every cost is known, and none when one is not', async () => {
    await sold('a', '2026-11-17T02:00:00.000Z', { price: 9000, cost: 4000 });
    await make({ date: '2026-11-16', at: '2026-11-23T04:00:00.000Z' });
    await sold('b', '2026-11-17T03:00:00.000Z', { price: 9000 });
    await make();
    const profits = newestOf(told).map(({ data }) => (data as WeeklyReport).figures.grossProfit.now);
    expect(profits).toEqual([cny(5000), null]);
  });

  it('name the leaders as the catalogue does, and what is nearly out of stock', async () => {
    for (const [n, product] of ['a', 'b', 'c', 'd', 'e', 'f'].entries()) {
      const line = { product, title: `Thing ${product}`, quantity: 1, price: 1000 + n };
      await sold(product, '2026-11-17T02:00:00.000Z', { lines: [line] });
      // The less of it sells, the longer it lasts; of f nothing is left.
      const available = product === 'f' ? 0 : 1;
      await shop.book(happened.stockCounted(product, 1, MONDAY, [{ available, price: cny(1000) }]));
    }
    await make();
    const { leaders, short, shortInAll } = theReport();
    expect(leaders.map(({ productId, revenue }) => [productId, revenue.amount])).toEqual([
      ['prd_f', 1005],
      ['prd_e', 1004],
      ['prd_d', 1003],
      ['prd_c', 1002],
      ['prd_b', 1001],
    ]);
    expect(short).toMatchObject([{ productId: 'prd_f', available: 0, daysLeft: 0 }]);
    expect(shortInAll).toBe(1);
    expect(Object.keys(leaders[0]?.title ?? {})).toEqual(['en', 'zh-CN']);
  });

  it('tell of late parcels', async () => {
    const order = await sold('a', '2026-11-10T02:00:00.000Z');
    const firstEstimate = '2026-11-14T02:00:00.000Z';
    await shop.book(happened.delivered(order, '2026-11-17T02:00:00.000Z', { firstEstimate }));
    await make();
    expect(theReport().figures.lateParcels).toEqual({ now: 1, before: 0 });
  });
});

describe('the report of a week', () => {
  it('is not made before the first order, and made of a week without orders after it', async () => {
    expect(await make()).toEqual({ monday: '2026-11-16', isMade: false, why: 'no order yet' });
    await sold('first', '2026-11-23T02:00:00.000Z');
    // The first order is of the week that goes on.
    expect(await make()).toMatchObject({ isMade: false, why: 'no order yet' });
    expect(told).toEqual([]);
    shop.clock.at = Date.parse('2026-12-07T04:00:00.000Z');
    expect(await make()).toEqual({ monday: '2026-11-30', isMade: true });
    expect(theReport().figures).toMatchObject({
      revenue: { now: cny(0), before: cny(10_000) },
      averageOrderValue: { now: null },
      returningShare: { now: null },
      returnRate: { now: null },
    });
  });

  it('is told once, however many runs meet and however late they come', async () => {
    await sold('a', '2026-11-17T02:00:00.000Z');
    shop.clock.at = Date.parse('2026-11-28T04:00:00.000Z');
    const others = Array.from({ length: 4 }, () => reportMaking(shop.ground, ZONE));
    const outcomes = await Promise.all([make(), ...others.map((other) => other())]);
    expect(outcomes.filter(({ isMade }) => isMade)).toHaveLength(1);
    expect(await make()).toMatchObject({ isMade: false, why: 'made before' });
    expect(told.map(({ id }) => id)).toEqual(['rpt_2026-11-16.1.weekly-report-ready']);
  });

  it('is not told anew when the numbers are made anew', async () => {
    await sold('a', '2026-11-17T02:00:00.000Z');
    await make();
    await items.write([{ put: { ...GENERATION_KEY, live: 'g2' } }]);
    shop.clock.at += 60_000;
    expect(await make()).toMatchObject({ isMade: false, why: 'made before' });
    expect(told).toHaveLength(1);
  });

  it.each([0, 1, 2, 3])(
    'comes with the next run after a crash (%i writes and reads before it)',
    async (calls) => {
      await sold('a', '2026-11-17T02:00:00.000Z');
      const broken = reportMaking({ ...shop.ground, items: breakingAfter(items, calls) }, ZONE);
      await expect(broken()).rejects.toThrow('crash');
      expect(await make()).toMatchObject({ isMade: true });
      expect(told).toHaveLength(1);
    },
  );

  it('is there after a crash that came between the write and its answer', async () => {
    await sold('a', '2026-11-17T02:00:00.000Z');
    const lost: Items = {
      ...items,
      write: async (...given) => {
        await items.write(...given);
        throw new Error('crash');
      },
    };
    await expect(reportMaking({ ...shop.ground, items: lost }, ZONE)()).rejects.toThrow('crash');
    expect(await make()).toMatchObject({ isMade: false, why: 'made before' });
    expect(told.map(({ id }) => id)).toEqual(['rpt_2026-11-16.1.weekly-report-ready']);
  });

  it('comes as often as it is asked for by hand, each asking once, and beside the one that comes by itself', async () => {
    await sold('a', '2026-11-17T02:00:00.000Z');
    const asked = { date: '2026-11-19', at: '2026-11-23T04:00:00.000Z' };
    expect(await make(asked)).toEqual({ monday: '2026-11-16', isMade: true });
    expect(await make(asked)).toMatchObject({ isMade: false, why: 'made before' });
    expect(await make({ ...asked, at: '2026-11-23T04:05:00.000Z' })).toMatchObject({ isMade: true });
    expect(await make()).toMatchObject({ isMade: true });
    expect(new Set(told.map(({ id }) => id)).size).toBe(3);
  });

  it('of a week that goes on says so', async () => {
    await sold('a', '2026-11-23T02:00:00.000Z');
    await make({ at: MONDAY });
    expect(theReport()).toMatchObject({ monday: '2026-11-23', isOver: false });
    // And is in nobody's way when the week is over.
    shop.clock.at = Date.parse('2026-11-30T04:00:00.000Z');
    expect(await make()).toEqual({ monday: '2026-11-23', isMade: true });
  });
});

/** A table that is gone after so many calls. */
function breakingAfter(whole: Items, calls: number): Items {
  let left = calls;
  const counted = <A extends unknown[], R>(call: (...given: A) => Promise<R>) => {
    return async (...given: A): Promise<R> => {
      left -= 1;
      if (left < 0) throw new Error('crash');
      return call(...given);
    };
  };
  const { get, getMany, query, write } = whole;
  return {
    ...whole,
    get: counted(get),
    getMany: counted(getMany),
    query: counted(query),
    write: counted(write),
  };
}
