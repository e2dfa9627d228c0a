import type { SchemaNotes } from '@cartless/domain/named-schemas';
import { route as listOrders } from '../src/order-lists/list-orders/route.ts';
import { route as getCohorts } from '../src/reports/get-cohorts/route.ts';
import { route as getFulfilment } from '../src/reports/get-fulfilment/route.ts';
import { route as getFunnel } from '../src/reports/get-funnel/route.ts';
import { route as getSummary, SummaryQuery } from '../src/reports/get-summary/route.ts';
import { route as listLeaders } from '../src/reports/list-leaders/route.ts';
import { METRICS } from '../src/reports/metric.ts';
import { GROUPS } from '../src/reports/report-plan.ts';
import { filterQuery, rangeQuery } from '../src/reports/report-query.ts';
import { route as getStock } from '../src/stock/get-stock/route.ts';

/** A list in one text, with commas between. */
const listOf = (values: readonly string[], most: number) => ({
  type: 'array',
  items: { type: 'string', enum: values },
  minItems: 1,
  maxItems: most,
  uniqueItems: true,
  'x-comma-separated': true,
});

/** Names and words for the schemas of this API. */
export const NOTES: SchemaNotes = [
  [rangeQuery.from, { description: 'A date, which is included, or an ISO 8601 instant' }],
  [rangeQuery.to, { description: 'A date, which is included, or an ISO 8601 instant' }],
  [rangeQuery.tz, { description: 'The IANA name of a time zone; UTC when left out' }],
  [filterQuery.category, { description: 'A department (`home`) or one of its categories (`home.lighting`)' }],
  [
    SummaryQuery.shape.metrics,
    { description: 'Those that are wanted, with commas between', ...listOf(METRICS, METRICS.length) },
  ],
  [
    SummaryQuery.shape.groupBy,
    { description: 'One or two of these, with a comma between', ...listOf(GROUPS, 2) },
  ],
  [getSummary.success.body, { id: 'Summary', description: 'Metrics over a range' }],
  [getFunnel.success.body, { id: 'Funnel', description: 'How far those who registered have come' }],
  [listLeaders.success.body, { id: 'Leaders', description: 'Who or what leads by a metric' }],
  [getCohorts.success.body, { id: 'Cohorts', description: 'Who comes back' }],
  [getFulfilment.success.body, { id: 'Fulfilment', description: 'How parcels leave and arrive' }],
  [
    getStock.success.body,
    { id: 'StockReport', description: 'What the stock is worth and how long it lasts' },
  ],
  [listOrders.success.body, { id: 'OrderFactPage', description: 'The orders behind a number' }],
];
