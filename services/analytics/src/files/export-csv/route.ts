import { CursorInvalid } from '@cartless/aggregate';
import { defineRoute } from '@cartless/lambda';
import * as z from 'zod/mini';
import { route as getSummary, SummaryQuery } from '../../reports/get-summary/route.ts';
import { OrdersQuery } from '../../order-lists/list-orders/route.ts';

export const route = defineRoute({
  id: 'exportCsv',
  method: 'GET',
  path: '/analytics/export.csv',
  access: 'reports',
  summary: 'A summary or the orders behind it as a CSV file',
  description:
    'report=summary (default) takes the query of /analytics/summary and writes its rows and totals; report=orders takes ' +
    'that of /analytics/orders. A long list comes as several files of up to 5000 orders: as long as the answer has ' +
    'x-next-cursor, ask again with the same query and it as cursor; each file has the header line. A file may hold ' +
    'fewer orders, when few of very many match. Without orders there is the header line alone. Amounts are decimal. bom=true begins the file with a byte order mark, as Excel wants it. Text ' +
    'that a spreadsheet would take for a formula has an apostrophe in front.',
  query: z.strictObject({
    ...OrdersQuery.shape,
    ...SummaryQuery.shape,
    report: z._default(z.enum(['summary', 'orders']), 'summary'),
    bom: z._default(z.enum(['true', 'false']), 'false'),
    cursor: z.optional(z.string().check(z.maxLength(400))),
  }),
  success: {
    status: 200,
    description: 'The file',
    contentType: 'text/csv; charset=utf-8',
    headers: {
      'content-disposition': 'A file name that tells the report and the range',
      'x-next-cursor': 'Where the next file of orders begins; absent in the last',
    },
  },
  errors: [...getSummary.errors, CursorInvalid],
});
