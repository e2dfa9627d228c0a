import { defineRoute } from '@cartless/lambda';
import * as z from 'zod/mini';
import { route as getSummary } from '../../reports/get-summary/route.ts';
import { ANSWERS } from '../file-body.ts';
import { reportQuery, REPORTS_SAID } from '../report-query.ts';

export const route = defineRoute({
  id: 'exportXlsx',
  method: 'GET',
  path: '/analytics/export.xlsx',
  access: 'reports',
  summary: 'The same as a workbook',
  description:
    `${REPORTS_SAID} Numbers, amounts and times are cells of their kinds; times are what the clocks of tz show, which the title of ` +
    'their column names. Rows beyond what a sheet holds (1,048,576) go on in the next one.',
  query: z.strictObject(reportQuery),
  success: {
    status: 200,
    description: 'The file',
    contentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    ...ANSWERS,
  },
  errors: getSummary.errors,
});
