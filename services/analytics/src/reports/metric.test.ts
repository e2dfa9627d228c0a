import { describe, expect, it } from '@jest/globals';
import { route as leaders } from './list-leaders/route.ts';
import { route as summary } from './get-summary/route.ts';
import { estimateBuyers } from '../buyers/buyer-count.ts';
import { COUNTERS, type Counter } from '../roll-ups/counter.ts';
import {
  FIGURES,
  figures,
  isMoney,
  isOfBuyers,
  LEADER_METRICS,
  METRICS,
  recordOf,
  type Sums,
} from './metric.ts';
import { planReport } from './report-plan.ts';

const PRIMES = [
  101, 211, 90_007, 7, 307, 401, 503, 601, 701, 809, 907, 1009, 1103, 1201, 1301, 1409, 1511, 1601, 1709,
  1801, 1901, 3, 5,
];
/** No two counters are the same, and no other quotient of two rounds to that of revenue and paid orders. */
const EVERY: Sums = new Map(
  Object.keys(COUNTERS).map((counter, i) => {
    const prime = PRIMES[i];
    if (prime === undefined) throw new Error(`add a prime for ${counter}`);
    return [counter as Counter, prime];
  }),
);
const of = (counter: Counter): number => EVERY.get(counter) ?? 0;
const NOTHING: Sums = new Map();
const NOBODY = estimateBuyers(0, 0, 1);
/** Eight hundred people, of whom two hundred came back; all of them were looked at. */
const EVERYBODY = estimateBuyers(800, 200, 1);
const CNY = (amount: number) => ({ amount, currency: 'CNY' });

describe('the metrics', () => {
  it('are worked out each from its own counters', () => {
    expect(figures(METRICS, EVERY, EVERYBODY, 'CNY')).toEqual({
      revenue: CNY(of('revenue')),
      orders: of('orders'),
      units: of('units'),
      averageOrderValue: CNY(Math.round(of('revenue') / of('paidOrders'))),
      cancelled: of('cancelled'),
      refunded: CNY(of('refunded')),
      refundedByOrderDate: CNY(of('refundedByOrderDate')),
      disputes: of('disputes'),
      tax: CNY(of('tax')),
      newUsers: of('registered'),
      activeBuyers: 800,
      newBuyers: of('newBuyers'),
      returningBuyers: 800 - of('newBuyers'),
      repeatRate: 0.25,
      returnedUnits: of('returnedUnits'),
      returnsRequested: of('returnsRequested'),
      returnsApproved: of('returnsApproved'),
      returnsRejected: of('returnsRejected'),
      returnsWithdrawn: of('returnsWithdrawn'),
      undelivered: of('undelivered'),
    });
  });

  it('are answered as their records say, also of nothing', () => {
    for (const sums of [EVERY, NOTHING]) {
      for (const [metric, figure] of Object.entries(figures(METRICS, sums, NOBODY, 'CNY'))) {
        expect(FIGURES[metric as keyof typeof FIGURES].parse(figure)).toEqual(figure);
      }
    }
    const averages = METRICS.filter((metric) =>
      ['averageMoney', 'average', 'share'].includes(recordOf(metric).kind),
    );
    expect(Object.values(figures(averages, NOTHING, NOBODY, 'CNY'))).toEqual(averages.map(() => null));
  });

  it('say how far off they may be only where they are estimated', () => {
    const people = ['activeBuyers', 'newBuyers', 'returningBuyers', 'repeatRate'] as const;
    const sums = (orders: number, newBuyers: number): Sums =>
      new Map([
        ['orders', orders],
        ['newBuyers', newBuyers],
      ]);
    expect(figures(people, sums(900, 300), EVERYBODY, 'CNY')).toEqual({
      activeBuyers: 800,
      newBuyers: 300,
      returningBuyers: 500,
      repeatRate: 0.25,
    });
    const oneInFour = estimateBuyers(100, 25, 4);
    expect(figures(people, sums(900, 300), oneInFour, 'CNY')).toEqual({
      activeBuyers: 400,
      activeBuyersError: 0.1,
      newBuyers: 300,
      returningBuyers: 100,
      returningBuyersError: 0.4,
      repeatRate: 0.25,
      repeatRateError: expect.closeTo(0.043, 3),
    });
  });

  it('of people lie between those who are new and the orders, and are exact where these are the same', () => {
    const people = ['activeBuyers', 'returningBuyers', 'repeatRate'] as const;
    const of = (orders: number, newBuyers: number, looked: number) =>
      figures(
        people,
        new Map([
          ['orders', orders],
          ['newBuyers', newBuyers],
        ]),
        estimateBuyers(looked, 0, 16),
        'CNY',
      );
    expect(of(0, 0, 0)).toEqual({ activeBuyers: 0, returningBuyers: 0, repeatRate: null });
    expect(of(1, 0, 0)).toEqual({ activeBuyers: 1, returningBuyers: 1, repeatRate: 0 });
    expect(of(7, 7, 2)).toEqual({ activeBuyers: 7, returningBuyers: 0, repeatRate: 0 });
    expect(of(20, 10, 0)).toMatchObject({
      activeBuyers: 10,
      activeBuyersError: 0.5,
      returningBuyersError: 5,
    });
  });

  it('can each be asked for', () => {
    for (const metrics of METRICS) expect(planReport({ metrics }).metrics).toEqual([metrics]);
  });

  it('are all in the answer and in the reference of a summary', () => {
    expect(Object.keys(FIGURES)).toEqual(METRICS);
    const everything = Object.fromEntries(METRICS.map((metric) => [metric, isMoney(metric) ? CNY(1) : 1]));
    const report = {
      from: '',
      to: '',
      zone: '',
      asOf: '',
      rows: [{ key: 'a', ...everything }],
      totals: everything,
    };
    expect(summary.success.body.parse(report)).toEqual(report);
    for (const metric of METRICS)
      expect(summary.description).toContain(`${metric} (${recordOf(metric).says})`);
  });

  it('lead where they belong to lines', () => {
    expect(LEADER_METRICS).toEqual([
      'revenue',
      'orders',
      'units',
      'cancelled',
      'tax',
      'returnedUnits',
      'undelivered',
    ]);
    for (const metric of LEADER_METRICS) {
      expect(leaders.query.parse({ metric })).toMatchObject({ metric });
      expect(isOfBuyers(metric)).toBe(false);
    }
  });

  it('are answered as far as they make sense when nobody says which', () => {
    expect(planReport({}).metrics).toEqual([
      'revenue',
      'orders',
      'units',
      'averageOrderValue',
      'cancelled',
      'newUsers',
    ]);
    expect(planReport({ groupBy: 'product' }).metrics).toEqual(['revenue', 'orders', 'units', 'cancelled']);
    expect(() => planReport({ groupBy: 'region', metrics: 'repeatRate' })).toThrow(
      expect.objectContaining({ code: 'COMBINATION_SENSELESS' }),
    );
    expect(() => planReport({ metrics: 'revenues' })).toThrow(
      expect.objectContaining({ code: 'METRIC_UNKNOWN' }),
    );
  });
});
