import { Instant } from '@cartless/domain';
import { defineRoute } from '@cartless/lambda';
import * as z from 'zod/mini';
import { RangeInvalid, RangeTooLong, ZoneUnknown } from '../../calendar/errors.ts';
import { rangeQuery, reportMembers } from '../report-query.ts';

const Steps = z.array(
  z.object({
    step: z.string(),
    count: z.number(),
    ofPrevious: z.nullable(z.number()),
    ofFirst: z.nullable(z.number()),
  }),
);

export const route = defineRoute({
  id: 'getFunnel',
  method: 'GET',
  path: '/analytics/funnel',
  access: 'reports',
  summary: 'How far the people who registered in a range have come',
  description:
    'Steps: registered, activated, ordered, paid, delivered, completed. Everybody counts once for each step, in the ' +
    'cohort of the hour they registered in, whenever the step was reached. groupBy adds the cohorts of each day, week, ' +
    'month, quarter or year.',
  query: z.strictObject({
    ...rangeQuery,
    groupBy: z.optional(z.enum(['day', 'week', 'month', 'quarter', 'year'])),
  }),
  success: {
    status: 200,
    description: 'The funnel',
    body: z.object({
      ...reportMembers,
      steps: Steps,
      cohorts: z.array(z.object({ key: z.string(), from: Instant, to: Instant, steps: Steps })),
    }),
  },
  errors: [RangeInvalid, RangeTooLong, ZoneUnknown],
});
