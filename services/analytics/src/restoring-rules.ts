import { restorable, type RestoringRules } from '@cartless/aggregate/restoring';
import { ANALYTICS_TABLE } from './analytics-table.ts';
import { weeklyReportDeclaration } from './weekly-reports/weekly-report-store.ts';

/** How the table is put back to what it was at a point in time: `pnpm restore analytics`. */
export const RESTORING_RULES: RestoringRules = {
  table: ANALYTICS_TABLE,
  aggregates: [
    restorable(weeklyReportDeclaration, {
      isOf: ({ pk, sk }) => pk === 'weekly-report' && !String(sk).includes('@'),
    }),
  ],
  stays: ({ pk }) => pk === 'weekly-report',
};
