import { Instant, pattern, text } from '@cartless/domain';
import { defineRoute } from '@cartless/lambda';
import * as z from 'zod/mini';
import { CombinationSenseless, MetricUnknown, TooManyRows } from '../errors.ts';
import { RangeInvalid, RangeTooLong, ZoneUnknown } from '../../calendar/errors.ts';
import { FIGURE_ERRORS, FIGURES, METRICS, recordOf } from '../metric.ts';
import { GROUPS } from '../report-plan.ts';
import { filterQuery, rangeQuery, reportMembers } from '../report-query.ts';

const Row = z.object({
  key: z.string(),
  keys: z.optional(z.record(z.string(), z.string())),
  from: z.optional(Instant),
  to: z.optional(Instant),
  title: z.optional(z.string()),
  category: z.optional(z.string()),
  ...FIGURES,
  ...FIGURE_ERRORS,
});
const Totals = z.object({ ...FIGURES, ...FIGURE_ERRORS });
const Summary = z.object({
  from: reportMembers.from,
  to: reportMembers.to,
  zone: reportMembers.zone,
  rows: z.array(Row),
  totals: Totals,
  activeBuyersError: z.optional(z.number()),
});

const ONE_OR_TWO = new RegExp(`^(${GROUPS.join('|')})(,(${GROUPS.join('|')}))?$`);
/** How rows are told apart. */
const GroupBy = z.string().check(
  pattern(ONE_OR_TWO, {
    en: `Must be one of ${GROUPS.join(', ')}, or two of them with a comma between.`,
    'zh-CN': `必须是 ${GROUPS.join('、')} 之一，或以逗号分隔的其中两项。`,
  }),
);

/** The query of a summary, also that of its export. */
export const SummaryQuery = z.strictObject({
  ...rangeQuery,
  ...filterQuery,
  city: z.optional(text(160)),
  metrics: z.optional(text(300)),
  groupBy: z.optional(GroupBy),
  compare: z.optional(z.enum(['previous'])),
});

export const route = defineRoute({
  id: 'getSummary',
  method: 'GET',
  path: '/analytics/summary',
  access: 'reports',
  summary: 'Metrics over a range, by time or by what was sold',
  description:
    `The metrics: ${METRICS.map((metric) => `${metric} (${recordOf(metric).says})`).join(', ')}. ` +
    'A row or the totals have an error only where the figure beside it is an estimate. ' +
    `groupBy is one of ${GROUPS.join(', ')}, or two of them with a comma between: a time and another one, product,category, ` +
    'region,city, category,region, category,paymentMethod or region,paymentMethod; then each row has its keys of both, and rows of which ' +
    'nothing was counted are left out. Filters combine in the same way. A city is given as region/city; orders of which no city is ' +
    'told are region/-. from, to and the times of rows have the distance from UTC that the clocks of tz have then. ' +
    'from and to are dates (both inclusive, in tz) or instants; without them, the last 30 days.',
  query: SummaryQuery,
  success: {
    status: 200,
    description: 'The report',
    body: z.object({
      ...Summary.shape,
      asOf: reportMembers.asOf,
      previous: z.optional(Summary),
      change: z.optional(z.record(z.string(), z.nullable(z.number()))),
    }),
  },
  errors: [RangeInvalid, RangeTooLong, ZoneUnknown, MetricUnknown, CombinationSenseless, TooManyRows],
});
