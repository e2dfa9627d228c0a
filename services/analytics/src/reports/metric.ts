import { Balance, Money } from '@cartless/domain';
import * as z from 'zod/mini';
import { type BuyerCount, boundBuyers, errorOfBuyers, errorOfRepeatRate } from '../buyers/buyer-count.ts';
import type { Counter } from '../roll-ups/counter.ts';

/** Sums of counters over some time and place. */
export type Sums = Map<Counter, number>;

/** What a figure can be, and how it is answered. An average and a share of nothing are null. */
const KINDS = {
  money: { shape: Money, isMoney: true },
  /** Money that came less money that went, each by its own hour. */
  balance: { shape: Balance, isMoney: true },
  /** The same of figures which may be missing; it is null then. */
  knownBalance: { shape: z.nullable(Balance), isMoney: true },
  averageMoney: { shape: z.nullable(Money), isMoney: true },
  average: { shape: z.nullable(z.number()), isMoney: false },
  count: { shape: z.number(), isMoney: false },
  share: { shape: z.nullable(z.number()), isMoney: false },
} as const;

type SumOf<C extends Counter = Counter> = (counter: C) => number;

/** What follows from the sums of some counters, which are all that is read for it. */
type Formula<R = number | null> = Readonly<{ counters: readonly Counter[]; result: (sum: SumOf) => R }>;
const from = <C extends Counter, R extends number | null>(
  counters: readonly C[],
  result: (sum: SumOf<C>) => R,
): Formula<R> => ({ counters, result });

const NET = ['revenue', 'refunded'] as const;
const netRevenue = (sum: SumOf<(typeof NET)[number]>): number => sum('revenue') - sum('refunded');
const TAX = ['tax', 'taxRefunded'] as const;
const taxAfterRefunds = (sum: SumOf<(typeof TAX)[number]>): number => sum('tax') - sum('taxRefunded');
const PROFIT = [...NET, ...TAX, 'costedOrders', 'paidOrders', 'uncostedReturns', 'costOfGoods'] as const;
/**
 * What is left of the goods when tax and their cost are paid; null while one of them may have cost anything. Of orders that were paid
 * before there were costs none is known either.
 */
const grossProfit = (sum: SumOf<(typeof PROFIT)[number]>): number | null =>
  sum('costedOrders') < sum('paidOrders') || sum('uncostedReturns') > 0
    ? null
    : netRevenue(sum) - taxAfterRefunds(sum) - sum('costOfGoods');
/** A part of a whole; null when there is no whole. */
const shareOf = (part: number, whole: number): number | null => (whole <= 0 ? null : part / whole);

/** All that a metric is; reports, leaders, files and the reference follow from it. */
type MetricRecord = Readonly<{
  /**
   * What it can be broken down by: `line` by everything, `order` by what belongs to an order as a whole (region,
   * payment method), `parcel` by region, `shop` by time only.
   */
  reach: 'line' | 'order' | 'parcel' | 'shop';
  /** Kept by the reason of returns as well. */
  byReason?: true;
  /** For the API reference: what it counts, and in which hour. */
  says: string;
  /** Answered when nobody says which metrics are wanted. */
  isDefault?: true;
}> &
  (
    | Readonly<{ kind: 'money' | 'balance' | 'count'; of: Counter | Formula<number> }>
    | Readonly<{
        kind: 'knownBalance' | 'averageMoney' | 'average' | 'share';
        of: Formula;
      }>
    | OfBuyers
  );

/**
 * Counted over distinct people, so it does not add up and takes a sample of buyers to read. `error` is the standard error
 * where it is an estimate: of a count relative to it, of a share in itself.
 */
type OfBuyers = Readonly<{ error: (buyers: BuyerCount, sum: SumOf<Bound>) => number }> &
  (
    | Readonly<{ kind: 'count'; ofBuyers: (buyers: BuyerCount, sum: SumOf<Bound>) => number }>
    | Readonly<{ kind: 'share'; ofBuyers: (buyers: BuyerCount, sum: SumOf<Bound>) => number | null }>
  );

/** What bounds an estimated number of buyers. */
const BOUNDS = ['newBuyers', 'orders'] as const satisfies readonly Counter[];
type Bound = (typeof BOUNDS)[number];

/** Every metric, in the order of answers. */
export const METRIC = {
  revenue: {
    kind: 'money',
    reach: 'line',
    of: 'revenue',
    isDefault: true,
    says: 'before refunds, by the hour of payment; by product and category that of the lines, totals also hold shipping fees',
  },
  orders: { kind: 'count', reach: 'line', of: 'orders', isDefault: true, says: 'by the hour of placing' },
  units: { kind: 'count', reach: 'line', of: 'units', isDefault: true, says: 'by the hour of placing' },
  averageOrderValue: {
    kind: 'averageMoney',
    reach: 'order',
    of: from(['revenue', 'paidOrders'], (sum) =>
      sum('paidOrders') === 0 ? null : Math.round(sum('revenue') / sum('paidOrders')),
    ),
    isDefault: true,
    says: 'revenue by paid orders',
  },
  cancelled: {
    kind: 'count',
    reach: 'line',
    of: 'cancelled',
    isDefault: true,
    says: 'orders, by the hour of cancelling',
  },
  refunded: {
    kind: 'balance',
    reach: 'order',
    of: 'refunded',
    says: 'by the hour of the refund, and of the end of a lost dispute; below zero where more came back than went, because refunds did not arrive',
  },
  refundedByOrderDate: {
    kind: 'balance',
    reach: 'order',
    of: 'refundedByOrderDate',
    says: 'by the hour in which the order was placed',
  },
  netRevenue: {
    kind: 'balance',
    reach: 'order',
    of: from(NET, netRevenue),
    says: 'revenue less refunded, each by its own hour; below zero where more went back than came in',
  },
  discounts: {
    kind: 'money',
    reach: 'line',
    of: 'discounts',
    says: 'what promotions took off the lines, by the hour of payment; a fee that a promotion waived is not in it',
  },
  shipping: {
    kind: 'money',
    reach: 'order',
    of: 'shipping',
    says: 'shipping fees in revenue, before refunds, by the hour of payment',
  },
  shippingCost: {
    kind: 'balance',
    reach: 'parcel',
    of: 'labelCost',
    says:
      'what the labels of parcels cost, by the hour of buying, less those that were given back, by the hour of that; as far as ' +
      'shippingCostKnown says',
  },
  shippingCostKnown: {
    kind: 'share',
    reach: 'parcel',
    of: from(['labelsCosted', 'labels'], (sum) => shareOf(sum('labelsCosted'), sum('labels'))),
    says: 'the share of labels whose cost the carrier told in the currency of the shop',
  },
  shippingMargin: {
    kind: 'knownBalance',
    reach: 'parcel',
    of: from(['labelsCosted', 'labels', 'shipping', 'labelCost'], (sum) =>
      sum('labelsCosted') === sum('labels') ? sum('shipping') - sum('labelCost') : null,
    ),
    says: 'shipping less shippingCost, each by its own hour; null unless the cost of every label is known',
  },
  disputes: {
    kind: 'count',
    reach: 'order',
    of: 'disputes',
    says: 'payments that shoppers disputed at their banks, by the hour of opening; what they cost is in refunded',
  },
  disputedAmount: {
    kind: 'money',
    reach: 'order',
    of: 'disputedAmount',
    says: 'what these disputes are about, by the hour of opening',
  },
  disputesWon: {
    kind: 'count',
    reach: 'order',
    of: 'disputesWon',
    says: 'disputes that the shop won, by the hour of their end; one that was lost and won on appeal is in both',
  },
  disputesLost: {
    kind: 'count',
    reach: 'order',
    of: 'disputesLost',
    says: 'disputes that the shop lost, by the hour of their end',
  },
  lostToDisputes: {
    kind: 'balance',
    reach: 'order',
    of: 'lostToDisputes',
    says: 'the part of refunded that lost disputes took, less what was won back on appeal',
  },
  tax: {
    kind: 'money',
    reach: 'line',
    of: 'tax',
    says: 'included in revenue, before refunds, by the hour of payment; totals also hold that of shipping fees',
  },
  taxAfterRefunds: {
    kind: 'balance',
    reach: 'order',
    of: from(TAX, taxAfterRefunds),
    says: 'tax less that of refunds, each by its own hour; a refund takes the share of the tax that it is of its order',
  },
  costOfGoods: {
    kind: 'balance',
    reach: 'line',
    of: 'costOfGoods',
    says:
      'what the units in unitsSold cost the shop, by the hour of payment, as far as costKnown says; less the cost of those that ' +
      'are on the shelf again, by the hour in which they came back or the paid order was cancelled',
  },
  costKnown: {
    kind: 'share',
    reach: 'line',
    of: from(['unitsCosted', 'unitsSold'], (sum) => shareOf(sum('unitsCosted'), sum('unitsSold'))),
    says: 'the share of unitsSold whose cost was known when they were ordered',
  },
  goodsProfit: {
    kind: 'balance',
    reach: 'line',
    of: 'goodsProfit',
    says: 'what lines of known cost brought, less their tax and cost, before refunds, by the hour of payment',
  },
  grossProfit: {
    kind: 'knownBalance',
    reach: 'order',
    of: from(PROFIT, grossProfit),
    says:
      'netRevenue less taxAfterRefunds and costOfGoods; null unless every cost is known. Shipping fees are in it, what labels ' +
      'cost is not',
  },
  grossMargin: {
    kind: 'share',
    reach: 'order',
    of: from(PROFIT, (sum) => {
      const [profit, sales] = [grossProfit(sum), netRevenue(sum) - taxAfterRefunds(sum)];
      return profit === null || sales <= 0 ? null : profit / sales;
    }),
    says: 'grossProfit by netRevenue without tax; null where one of them is not there',
  },
  newUsers: {
    kind: 'count',
    reach: 'shop',
    of: 'registered',
    isDefault: true,
    says: 'by the hour of registering',
  },
  activeBuyers: {
    kind: 'count',
    reach: 'shop',
    ofBuyers: ({ buyers }) => buyers,
    error: (buyers) => errorOfBuyers(buyers, buyers.buyers),
    says:
      'distinct people who placed an order: exact up to 1024 orders in each day and month of the range, above that ' +
      'estimated from a sample of buyers with the relative standard error in activeBuyersError',
  },
  newBuyers: {
    kind: 'count',
    reach: 'shop',
    of: 'newBuyers',
    says: 'people by the hour of their first order, cancelled or not; exact',
  },
  returningBuyers: {
    kind: 'count',
    reach: 'shop',
    ofBuyers: ({ buyers }, sum) => Math.max(0, buyers - sum('newBuyers')),
    error: (buyers, sum) => errorOfBuyers(buyers, buyers.buyers - sum('newBuyers')),
    says:
      'activeBuyers whose first order was before the range, with the relative standard error in returningBuyersError ' +
      'where it is estimated',
  },
  repeatRate: {
    kind: 'share',
    reach: 'shop',
    ofBuyers: ({ buyers, repeaters }) => (buyers === 0 ? null : repeaters / buyers),
    error: errorOfRepeatRate,
    says:
      'the share of activeBuyers who placed two or more in the range, with its standard error in repeatRateError ' +
      'where it is estimated',
  },
  returnedUnits: {
    kind: 'count',
    reach: 'line',
    of: 'returnedUnits',
    byReason: true,
    says: 'units that came back, by the hour in which they did',
  },
  unitsSold: {
    kind: 'count',
    reach: 'line',
    of: 'unitsSold',
    says: 'units in paid orders, by the hour of payment',
  },
  returnRate: {
    kind: 'share',
    reach: 'line',
    of: from(['returnedUnits', 'unitsSold'], (sum) => shareOf(sum('returnedUnits'), sum('unitsSold'))),
    says: 'returnedUnits by unitsSold, each by its own hour; above 1 where more came back than was sold',
  },
  returnsRequested: {
    kind: 'count',
    reach: 'order',
    of: 'returnsRequested',
    byReason: true,
    says: 'returns by the hour in which shoppers asked for them; like returnedUnits also by the reason that they chose',
  },
  returnsApproved: {
    kind: 'count',
    reach: 'order',
    of: 'returnsApproved',
    says: 'returns by the hour of approval',
  },
  returnsRejected: {
    kind: 'count',
    reach: 'order',
    of: 'returnsRejected',
    says: 'returns by the hour of rejection',
  },
  returnsWithdrawn: {
    kind: 'count',
    reach: 'order',
    of: 'returnsWithdrawn',
    says: 'returns that shoppers withdrew or of which nothing arrived in time, by the hour of that',
  },
  undelivered: {
    kind: 'count',
    reach: 'line',
    of: 'undelivered',
    says: 'orders of which a parcel came back or was lost, by the hour of that; again when it happens again',
  },
  paymentFailures: {
    kind: 'count',
    reach: 'order',
    of: 'paymentFailures',
    says: 'tries to pay that a bank or the provider refused, by the hour of each; at most 30 of one order',
  },
  failedAmount: {
    kind: 'money',
    reach: 'order',
    of: 'failedAmount',
    says: 'what was to be paid by them, once for each try',
  },
  unpaidExpired: {
    kind: 'count',
    reach: 'line',
    of: 'unpaidExpired',
    says: 'orders that were cancelled because nobody paid in time, by the hour of that; they are in cancelled too',
  },
  unpaidAmount: {
    kind: 'money',
    reach: 'line',
    of: 'unpaidAmount',
    says: 'what these orders would have brought, by the same hour',
  },
} as const satisfies Record<string, MetricRecord>;

export type Metric = keyof typeof METRIC;
export const METRICS = Object.keys(METRIC) as readonly Metric[] as readonly [Metric, ...Metric[]];

type Shapes = { readonly [M in Metric]: (typeof KINDS)[(typeof METRIC)[M]['kind']]['shape'] };
export type Figure = number | Money | null;
export type Figures = { readonly [M in Metric]?: z.infer<Shapes[M]> };

/** The figures of an answer, each there when it was asked for. */
export const FIGURES = Object.fromEntries(
  METRICS.map((metric) => [metric, z.optional<z.ZodMiniType>(shapeOf(metric))]),
) as unknown as { readonly [M in Metric]: z.ZodMiniOptional<Shapes[M]> };

type Estimated = { [M in Metric]: (typeof METRIC)[M] extends { error: unknown } ? M : never }[Metric];
export type ErrorName = `${Estimated}Error`;
/** Standard errors of figures that are estimated; there is none where a figure is exact. */
export type FigureErrors = { readonly [E in ErrorName]?: number };
export const ERROR_NAMES = METRICS.filter(isOfBuyers).map((metric) => `${metric}Error`) as ErrorName[];
export const FIGURE_ERRORS = Object.fromEntries(
  ERROR_NAMES.map((name) => [name, z.optional(z.number())]),
) as Readonly<Record<ErrorName, z.ZodMiniOptional<z.ZodMiniNumber>>>;

/** The metrics that add up over the values of a split, so that leaders and "others" mean something. */
export type LeaderMetric = {
  [M in Metric]: (typeof METRIC)[M] extends {
    reach: 'line';
    kind: 'money' | 'balance' | 'count';
    of: Counter;
  }
    ? M
    : never;
}[Metric];
export const LEADER_METRICS = METRICS.filter((metric): metric is LeaderMetric => {
  const record = recordOf(metric);
  return record.reach === 'line' && 'of' in record && typeof record.of === 'string';
}) as [LeaderMetric, ...LeaderMetric[]];

/** What is asked of a metric apart from its figure. */
export function recordOf(metric: Metric): MetricRecord {
  return METRIC[metric];
}

export const isMoney = (metric: Metric): boolean => KINDS[METRIC[metric].kind].isMoney;
export function isOfBuyers(metric: Metric): boolean {
  return 'ofBuyers' in recordOf(metric);
}

/** The counters that some metrics are made from. */
export const countersOf = (metrics: readonly Metric[]): ReadonlySet<Counter> =>
  new Set(
    metrics.flatMap((metric): readonly Counter[] => {
      const record = recordOf(metric);
      if ('ofBuyers' in record) return BOUNDS;
      return typeof record.of === 'string' ? [record.of] : record.of.counters;
    }),
  );

/** A metric as a number, money in minor units. @throws Error for one of buyers when none were read */
export function amountOf(metric: Metric, sums: Sums, buyers?: BuyerCount): number | null {
  const record = recordOf(metric);
  const sum = sumOf(sums);
  if ('ofBuyers' in record) {
    if (buyers === undefined) throw new Error(`${metric} takes a sample of buyers`);
    return record.ofBuyers(buyers, sum);
  }
  return typeof record.of === 'string' ? sum(record.of) : record.of.result(sum);
}

const sumOf =
  (sums: Sums): SumOf =>
  (counter) =>
    sums.get(counter) ?? 0;

/** A number as the figure of a metric. */
export const figureOf = (metric: Metric, amount: number | null, currency: string): Figure =>
  amount !== null && isMoney(metric) ? { amount, currency } : amount;

/** All asked metrics of one place, and of those that are estimated by how much they may be wrong. */
export function figures(
  metrics: readonly Metric[],
  sums: Sums,
  sampled: BuyerCount | undefined,
  currency: string,
): Figures & FigureErrors {
  const buyers =
    sampled && boundBuyers(sampled, { least: sums.get('newBuyers') ?? 0, orders: sums.get('orders') ?? 0 });
  return Object.fromEntries(
    metrics.flatMap((metric) => {
      const record = recordOf(metric);
      const amount = amountOf(metric, sums, buyers);
      const error = 'error' in record && buyers && amount !== null ? record.error(buyers, sumOf(sums)) : 0;
      const figure = [metric, figureOf(metric, amount, currency)];
      return error === 0 ? [figure] : [figure, [`${metric}Error`, error]];
    }),
  ) as Figures & FigureErrors;
}

function shapeOf(metric: Metric): z.ZodMiniType {
  return KINDS[METRIC[metric].kind].shape;
}
