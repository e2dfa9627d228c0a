import * as z from 'zod/mini';
import { CohortsQuery } from '../reports/get-cohorts/route.ts';
import { CombinationSenseless } from '../reports/errors.ts';
import { FulfilmentQuery } from '../reports/get-fulfilment/route.ts';
import { SummaryQuery } from '../reports/get-summary/route.ts';
import { OrdersQuery } from '../order-lists/list-orders/route.ts';
import { stockQuery } from '../stock/get-stock/route.ts';

const { compare: _compare, ...summary } = SummaryQuery.shape;

/** What each report that can be a file is asked by. */
const ASKED_BY = {
  summary,
  orders: OrdersQuery.shape,
  cohorts: CohortsQuery.shape,
  fulfilment: FulfilmentQuery.shape,
  stock: stockQuery,
} as const;
const REPORTS = [
  'summary',
  'orders',
  'cohorts',
  'fulfilment',
  'stock',
] as const satisfies (keyof typeof ASKED_BY)[];

/** The query of every file, in any format. */
export const reportQuery = {
  ...ASKED_BY.orders,
  ...ASKED_BY.summary,
  groupBy: z.union([ASKED_BY.summary.groupBy, ASKED_BY.fulfilment.groupBy]),
  by: z.optional(z.enum(['month'])),
  report: z._default(z.enum(REPORTS), 'summary'),
};

const ReportQuery = z.object(reportQuery);
export type ReportQuery = z.infer<typeof ReportQuery>;

/** For the API reference. */
export const REPORTS_SAID =
  'report=summary (default) takes the query of /analytics/summary and writes its rows and totals; report=orders takes that of ' +
  '/analytics/orders; report=cohorts that of /analytics/cohorts, a row for each cohort and month; report=fulfilment that of ' +
  '/analytics/fulfilment, and report=stock the category of /analytics/stock, each with its totals last. The file is whole, however ' +
  'long: a short one is the answer, a long one is written first, and the 303 leads to where to wait for it and on to where it ' +
  'lies (curl -L follows, as browsers do).';

/** @throws AppError COMBINATION_SENSELESS for what the report does not look at */
export function refuseForeign(query: ReportQuery): void {
  const known: Readonly<Record<string, z.ZodMiniType>> = ASKED_BY[query.report];
  const foreign = Object.entries(query).find(
    ([name, value]) =>
      value !== undefined &&
      name in reportQuery &&
      name !== 'report' &&
      // What was read as a number is read again as it was typed.
      known[name]?.safeParse(String(value)).success !== true,
  );
  if (foreign === undefined) return;
  const [name, value] = foreign;
  const what = name in known ? `${name}=${String(value)}` : name;
  const names = Object.keys(known);
  const reason = {
    en: `report=${query.report} takes ${names.join(', ')}, and no ${what}.`,
    'zh-CN': `report=${query.report} 只接受 ${names.join('、')}，不接受 ${what}。`,
  };
  throw CombinationSenseless({ details: { reason } });
}
