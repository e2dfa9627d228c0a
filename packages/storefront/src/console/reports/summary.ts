import type { DataOf, OperationOf } from '@cartless/api-client';
import { queryOf } from '@cartless/api-client/query';
import { shop } from '../../app/shop.ts';
import { rangeBefore, stepOf } from './range.ts';
import { filterOf, type Report } from './report-search.ts';

export type Summary = DataOf<OperationOf<'get', '/analytics/summary'>>;
export type Row = Summary['rows'][number];
type Metric = Exclude<keyof Summary['totals'], `${string}Error`>;

/** The big numbers, by what a report is narrowed to: what belongs to orders is not known of their lines, nor people of either. */
const BIG = {
  shop: [
    'revenue',
    'netRevenue',
    'orders',
    'averageOrderValue',
    'units',
    'grossProfit',
    'refunded',
    'cancelled',
    'newUsers',
    'activeBuyers',
    'repeatRate',
    'disputes',
  ],
  orders: [
    'revenue',
    'netRevenue',
    'orders',
    'averageOrderValue',
    'units',
    'grossProfit',
    'refunded',
    'cancelled',
  ],
  lines: ['revenue', 'orders', 'units', 'goodsProfit', 'discounts', 'tax', 'cancelled', 'returnedUnits'],
} as const satisfies Record<string, readonly Metric[]>;
export type BigNumber = (typeof BIG)[keyof typeof BIG][number];

export const bigNumbersOf = ({
  category,
  productId,
  region,
  paymentMethod,
}: Report): readonly BigNumber[] => {
  if (category !== undefined || productId !== undefined) return BIG.lines;
  return region !== undefined || paymentMethod !== undefined ? BIG.orders : BIG.shop;
};

/** What the columns of a breakdown are; returns are all that is known by their reasons. */
export const columnsOf = (report: Report): readonly Metric[] =>
  report.split === 'reason' || report.second === 'reason'
    ? ['returnsRequested', 'returnedUnits']
    : ['revenue', 'orders', 'units', 'discounts', 'cancelled'];

const summaryOf = (query: object) => queryOf(shop, '/analytics/summary', { params: { query } });

/** The big numbers of a report, with how they changed where that is asked for. */
export const totalsQuery = (report: Report) =>
  summaryOf({
    ...filterOf(report),
    metrics: bigNumbersOf(report),
    ...(report.compare && { compare: report.compare }),
  });

/** A figure over time. */
export const seriesQuery = (report: Report) =>
  summaryOf({
    ...filterOf(report),
    metrics: [report.metric ?? 'revenue'],
    groupBy: [report.step ?? stepOf(report.range)],
  });

/** The same of the range before, to draw beneath it. */
export const seriesBeforeQuery = (report: Report) =>
  seriesQuery({ ...report, step: report.step ?? stepOf(report.range), range: rangeBefore(report.range) });

/** Figures told apart by one or two things. */
export const breakdownQuery = (report: Report) => summaryOf({ ...filterOf(report), ...groupsOf(report) });

/** The same as a question for a file. */
export const groupsOf = (report: Report) => ({
  metrics: columnsOf(report),
  groupBy: [report.split ?? 'category', ...(report.second === undefined ? [] : [report.second])],
});
