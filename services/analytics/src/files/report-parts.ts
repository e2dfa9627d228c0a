import { instantOf } from '../calendar/slot.ts';
import { monthsOf, nameOfPeriod, periodOf } from '../calendar/period.ts';
import type { Clock } from '../ground.ts';
import type { listing } from '../order-lists/order-lists-service.ts';
import type { fulfilling, recurring, summarising, wholeStock } from '../reports/reports-service.ts';
import { FULFILMENT_GROUPS } from '../reports/show-fulfilment.ts';
import { cohortsTable } from './cohorts-table.ts';
import { fulfilmentTable } from './fulfilment-table.ts';
import { orderRow, ORDER_COLUMNS } from './orders-table.ts';
import { type ReportQuery, refuseForeign } from './report-query.ts';
import { stockTable } from './stock-table.ts';
import { summaryTable } from './summary-table.ts';
import type { Cell, Column } from './table.ts';

type Ports = Readonly<{
  summaries: ReturnType<typeof summarising>;
  cohorts: ReturnType<typeof recurring>;
  fulfilments: ReturnType<typeof fulfilling>;
  stock: ReturnType<typeof wholeStock>;
  orderLists: ReturnType<typeof listing>;
  now: Clock;
}>;

/** Some rows of a report, and where the next ones begin; null after the last. */
export type Part = Readonly<{
  columns: readonly Column[];
  rows: readonly (readonly Cell[])[];
  next: string | null;
}>;

/** How much one part may be: so many rows, and after so many milliseconds what there is by then. */
export type Bounds = Readonly<{ rows: number; ms: number }>;

/** How many orders are looked up together. */
const PAGE = 1000;

/**
 * A report part by part. A part may have fewer rows than its bounds allow, or none, when few of very many orders match; only a
 * missing `next` is the end.
 */
export const reportParts =
  ({ summaries, cohorts, fulfilments, stock, orderLists, now }: Ports) =>
  async (query: ReportQuery, position: string | undefined, bounds: Bounds): Promise<Part> => {
    if (query.report === 'summary') {
      const { rows, totals } = await summaries({ ...query, compare: undefined });
      return { ...summaryTable(query.groupBy, rows, totals), next: null };
    }
    if (query.report === 'cohorts') return { ...cohortsTable((await cohorts(query)).cohorts), next: null };
    if (query.report === 'fulfilment') {
      const groupBy = FULFILMENT_GROUPS.find((group) => group === query.groupBy);
      return { ...fulfilmentTable(groupBy, await fulfilments({ ...query, groupBy })), next: null };
    }
    if (query.report === 'stock') return { ...stockTable(await stock(query)), next: null };
    const rows: Cell[][] = [];
    const end = now().getTime() + bounds.ms;
    let next = position;
    do {
      const page = await orderLists(query, next, Math.min(PAGE, bounds.rows - rows.length));
      rows.push(...page.items.map(orderRow));
      next = page.nextCursor ?? undefined;
    } while (next !== undefined && rows.length < bounds.rows && now().getTime() < end);
    return { columns: ORDER_COLUMNS, rows, next: next ?? null };
  };

export type ReportParts = ReturnType<typeof reportParts>;

/** A query whose range does not move any more, and what to call the file: report, range and zone as they were asked for. */
export type FixedReport = Readonly<{ query: ReportQuery; name: string; zone: string }>;

/** @throws AppError RANGE_INVALID, RANGE_TOO_LONG, ZONE_UNKNOWN, COMBINATION_SENSELESS */
export function fixReport(query: ReportQuery, now: Date): FixedReport {
  refuseForeign(query);
  const { report, groupBy } = query;
  if (report === 'cohorts') {
    const { from, to } = monthsOf(query, now);
    return {
      query: { ...query, from: `${from}-01`, to: `${to}-01` },
      name: `cohorts-${from}-to-${to}-UTC`,
      zone: 'UTC',
    };
  }
  if (report === 'stock') return { query, name: `stock-${now.toISOString().slice(0, 10)}-UTC`, zone: 'UTC' };
  const period = periodOf(query, now);
  const what = report === 'orders' ? report : `${report}-${groupBy?.replaceAll(',', '-') ?? 'range'}`;
  return {
    query: { ...query, from: instantOf(period.from), to: instantOf(period.to) },
    name: `${what}-${nameOfPeriod(period)}`,
    zone: period.zone.name,
  };
}
