import { describe, expect, it } from '@jest/globals';
import { route as leaders } from '../functions/list-leaders/route.ts';
import { route as summary } from '../functions/get-summary/route.ts';
import { COUNTERS, type Counter } from './counter.ts';
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

const EVERY: Sums = new Map(Object.keys(COUNTERS).map((counter, i) => [counter as Counter, (i + 1) * 100]));
const NOTHING: Sums = new Map();
const CNY = (amount: number) => ({ amount, currency: 'CNY' });

describe('the metrics', () => {
  it('are worked out each from its own counters', () => {
    expect(figures(METRICS, EVERY, { buyers: 8, repeaters: 2 }, 'CNY')).toEqual({
      revenue: CNY(300),
      orders: 100,
      units: 200,
      averageOrderValue: CNY(1),
      cancelled: 500,
      refunded: CNY(600),
      refundedByOrderDate: CNY(700),
      newUsers: 800,
      activeBuyers: 8,
      repeatRate: 0.25,
    });
  });

  it('are answered as their records say, also of nothing', () => {
    for (const sums of [EVERY, NOTHING]) {
      for (const [metric, figure] of Object.entries(figures(METRICS, sums, undefined, 'CNY'))) {
        expect(FIGURES[metric as keyof typeof FIGURES].parse(figure)).toEqual(figure);
      }
    }
    const averages = METRICS.filter((metric) => ['average', 'share'].includes(recordOf(metric).kind));
    expect(Object.values(figures(averages, NOTHING, undefined, 'CNY'))).toEqual(averages.map(() => null));
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
    expect(LEADER_METRICS).toEqual(['revenue', 'orders', 'units', 'cancelled']);
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
