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

/** The primes from 101 on: no two counters are the same. */
function* primes() {
  for (let n = 101; ; n += 2) {
    if (Array.from({ length: Math.floor(Math.sqrt(n)) - 1 }, (_, i) => i + 2).every((d) => n % d !== 0))
      yield n;
  }
}
/** No other quotient of two counters rounds to that of these. */
const APART: Partial<Record<Counter, number>> = { revenue: 90_007, paidOrders: 7 };
const EVERY: Sums = new Map(
  [...primes().take(Object.keys(COUNTERS).length)].map((prime, i) => {
    const counter = Object.keys(COUNTERS)[i] as Counter;
    return [counter, APART[counter] ?? prime];
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
      netRevenue: CNY(90_007 - of('refunded')),
      discounts: CNY(of('discounts')),
      shipping: CNY(of('shipping')),
      shippingCost: CNY(of('labelCost')),
      shippingCostKnown: of('labelsCosted') / of('labels'),
      shippingMargin: null,
      disputes: of('disputes'),
      disputedAmount: CNY(of('disputedAmount')),
      disputesWon: of('disputesWon'),
      disputesLost: of('disputesLost'),
      lostToDisputes: CNY(of('lostToDisputes')),
      tax: CNY(of('tax')),
      taxAfterRefunds: CNY(of('tax') - of('taxRefunded')),
      costOfGoods: CNY(of('costOfGoods')),
      costKnown: of('unitsCosted') / of('unitsSold'),
      goodsProfit: CNY(of('goodsProfit')),
      grossProfit: null,
      grossMargin: null,
      newUsers: of('registered'),
      activeBuyers: 800,
      newBuyers: of('newBuyers'),
      returningBuyers: 800 - of('newBuyers'),
      repeatRate: 0.25,
      returnedUnits: of('returnedUnits'),
      unitsSold: of('unitsSold'),
      returnRate: of('returnedUnits') / of('unitsSold'),
      returnsRequested: of('returnsRequested'),
      returnsApproved: of('returnsApproved'),
      returnsRejected: of('returnsRejected'),
      returnsWithdrawn: of('returnsWithdrawn'),
      undelivered: of('undelivered'),
      paymentFailures: of('paymentFailures'),
      failedAmount: CNY(of('failedAmount')),
      unpaidExpired: of('unpaidExpired'),
      unpaidAmount: CNY(of('unpaidAmount')),
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

  it('tell a profit when the cost of everything that was sold, and is on the shelf again, is known', () => {
    const known: [Counter, number][] = [
      ['revenue', 1130],
      ['refunded', 226],
      ['tax', 130],
      ['taxRefunded', 26],
      ['paidOrders', 2],
      ['costedOrders', 2],
      ['costOfGoods', 600],
    ];
    const profit = (...more: [Counter, number][]) => {
      const { grossProfit, grossMargin } = figures(METRICS, new Map([...known, ...more]), NOBODY, 'CNY');
      return [grossProfit, grossMargin];
    };
    expect(profit()).toEqual([CNY(200), 0.25]);
    expect(profit(['costedOrders', 1])).toEqual([null, null]);
    expect(profit(['uncostedReturns', 1])).toEqual([null, null]);
    expect(profit(['refunded', 1130], ['taxRefunded', 130])).toEqual([CNY(-600), null]);
  });

  it('tell what sending brought when the cost of every label is known, by time and region alone', () => {
    const margin = (labels: number, labelsCosted: number) =>
      figures(
        METRICS,
        new Map<Counter, number>([
          ['shipping', 500],
          ['labelCost', 800],
          ['labels', labels],
          ['labelsCosted', labelsCosted],
        ]),
        NOBODY,
        'CNY',
      ).shippingMargin;
    expect([margin(2, 2), margin(3, 2)]).toEqual([CNY(-300), null]);
    expect(planReport({ groupBy: 'region', metrics: 'shippingMargin' }).metrics).toEqual(['shippingMargin']);
    for (const groupBy of ['paymentMethod', 'product'] as const) {
      expect(() => planReport({ groupBy, metrics: 'shippingCost' })).toThrow(
        expect.objectContaining({ code: 'COMBINATION_SENSELESS' }),
      );
    }
  });

  it('are kept by the reason of returns where they are about returns, and nothing else is', () => {
    expect(planReport({ groupBy: 'reason' })).toMatchObject({
      metrics: ['returnedUnits', 'returnsRequested'],
      split: { dimension: 'reason' },
    });
    for (const metrics of ['revenue', 'returnsApproved', 'newUsers']) {
      expect(() => planReport({ groupBy: 'reason', metrics })).toThrow(
        expect.objectContaining({ code: 'COMBINATION_SENSELESS' }),
      );
    }
  });

  it('may be below zero in an hour in which refunds come back that did not arrive, or more goes than comes', () => {
    const sums: Sums = new Map([
      ['refunded', -500],
      ['refundedByOrderDate', -500],
      ['lostToDisputes', -500],
      ['taxRefunded', 20],
    ]);
    const { revenue, refunded, lostToDisputes, taxAfterRefunds } = FIGURES;
    const shown = figures(METRICS, sums, NOBODY, 'CNY');
    expect(refunded.parse(shown.refunded)).toEqual(CNY(-500));
    expect(lostToDisputes.parse(shown.lostToDisputes)).toEqual(CNY(-500));
    expect(taxAfterRefunds.parse(shown.taxAfterRefunds)).toEqual(CNY(-20));
    expect(shown.netRevenue).toEqual(CNY(500));
    expect(() => revenue.parse(CNY(-1))).toThrow();
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
      'discounts',
      'tax',
      'costOfGoods',
      'goodsProfit',
      'returnedUnits',
      'unitsSold',
      'undelivered',
      'unpaidExpired',
      'unpaidAmount',
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
