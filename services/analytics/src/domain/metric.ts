import type { Money } from '@cartless/domain';
import type { Counter } from './counter.ts';

export const METRICS = [
  'revenue',
  'orders',
  'units',
  'averageOrderValue',
  'cancelled',
  'refunded',
  'refundedByOrderDate',
  'newUsers',
  'activeBuyers',
  'repeatRate',
] as const;
export type Metric = (typeof METRICS)[number];

/**
 * What a metric can be broken down by: `line` by everything, `order` by what belongs to an order as a whole (region,
 * payment method), `shop` by time only.
 */
export const REACH = {
  revenue: 'line',
  orders: 'line',
  units: 'line',
  cancelled: 'line',
  averageOrderValue: 'order',
  refunded: 'order',
  refundedByOrderDate: 'order',
  newUsers: 'shop',
  activeBuyers: 'shop',
  repeatRate: 'shop',
} as const satisfies Record<Metric, 'line' | 'order' | 'shop'>;

/** Metrics that are counted over distinct people, and so do not add up. */
export const isOfBuyers = (metric: Metric): boolean => metric === 'activeBuyers' || metric === 'repeatRate';

/** Sums of counters over some time and place. */
export type Sums = Map<Counter, number>;

export type Figure = number | Money | null;
export type Figures = Readonly<{
  revenue?: Money;
  orders?: number;
  units?: number;
  averageOrderValue?: Money | null;
  cancelled?: number;
  refunded?: Money;
  refundedByOrderDate?: Money;
  newUsers?: number;
  activeBuyers?: number;
  repeatRate?: number | null;
}>;
export type Buyers = Readonly<{ buyers: number; repeaters: number }>;

/** Works out a metric from sums. Shares and averages of nothing are null. */
export function figure(metric: Metric, sums: Sums, buyers: Buyers | undefined, currency: string): Figure {
  const of = (counter: Counter): number => sums.get(counter) ?? 0;
  const money = (amount: number): Money => ({ amount, currency });
  switch (metric) {
    case 'revenue':
    case 'refunded':
    case 'refundedByOrderDate':
      return money(of(metric));
    case 'orders':
    case 'units':
    case 'cancelled':
      return of(metric);
    case 'newUsers':
      return of('registered');
    case 'averageOrderValue':
      return of('paidOrders') === 0 ? null : money(Math.round(of('revenue') / of('paidOrders')));
    case 'activeBuyers':
      return buyers?.buyers ?? 0;
    default:
      return buyers === undefined || buyers.buyers === 0 ? null : buyers.repeaters / buyers.buyers;
  }
}

/** All asked metrics of one place. */
export const figures = (
  metrics: readonly Metric[],
  sums: Sums,
  buyers: Buyers | undefined,
  currency: string,
): Figures =>
  Object.fromEntries(metrics.map((metric) => [metric, figure(metric, sums, buyers, currency)])) as Figures;
