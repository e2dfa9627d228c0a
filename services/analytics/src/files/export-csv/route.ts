import { defineRoute } from '@cartless/lambda';
import * as z from 'zod/mini';
import { route as getSummary } from '../../reports/get-summary/route.ts';
import { ANSWERS } from '../file-body.ts';
import { reportQuery, REPORTS_SAID } from '../report-query.ts';

export const route = defineRoute({
  id: 'exportCsv',
  method: 'GET',
  path: '/analytics/export.csv',
  access: 'reports',
  summary: 'A summary, cohorts or the orders behind a number as a CSV file',
  description:
    `${REPORTS_SAID} Amounts are decimal, times those of tz with their distance from UTC. bom=true begins the file with a byte ` +
    'order mark, as Excel wants it. Text that a spreadsheet would take for a formula has an apostrophe in front.',
  query: z.strictObject({ ...reportQuery, bom: z._default(z.enum(['true', 'false']), 'false') }),
  success: { status: 200, description: 'The file', contentType: 'text/csv; charset=utf-8', ...ANSWERS },
  errors: getSummary.errors,
});
