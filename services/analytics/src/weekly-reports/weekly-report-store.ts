import { aggregate, aggregateStore, type Items, tells } from '@cartless/aggregate';
import { WeeklyReportReady } from '@cartless/domain';
import { weeklyReportKey } from '../analytics-table.ts';
import { WeeklyReportUnknown } from './errors.ts';
import type { MadeReport, ReportFact } from './weekly-report.ts';

/** A report in the table, of no generation: numbers that are made anew are not told anew. */
export const weeklyReportDeclaration = aggregate<MadeReport, ReportFact>({
  name: 'weekly-report',
  key: weeklyReportKey,
  idOf: ({ id }) => id,
  version: 'version',
  toItem: ({ id, report, madeAt }) => ({ id, report, madeAt }),
  fromItem: (item) => item as MadeReport,
  facts: { ready: tells(WeeklyReportReady, (_, { id, report }) => ({ reportId: id, ...report })) },
  sides: {},
  notFound: WeeklyReportUnknown,
});

/** The reports that were made. */
export const weeklyReportStore = (items: Items) => aggregateStore(weeklyReportDeclaration, items);
