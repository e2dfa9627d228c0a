import { Money, wholeNumber } from '@cartless/domain';
import { defineRoute } from '@cartless/lambda';
import * as z from 'zod/mini';
import { LEADING_SPLITS } from '../../roll-ups/dimension.ts';
import { LEADER_METRICS } from '../metric.ts';
import { RangeInvalid, RangeTooLong, ZoneUnknown } from '../../calendar/errors.ts';
import { rangeQuery, reportMembers } from '../report-query.ts';

const Value = z.nullable(z.union([z.number(), Money]));
const Share = z.nullable(z.number());

export const route = defineRoute({
  id: 'listLeaders',
  method: 'GET',
  path: '/analytics/top',
  access: 'reports',
  summary: 'The products, categories, regions or payment methods with the highest numbers',
  query: z.strictObject({
    ...rangeQuery,
    dimension: z._default(z.enum(LEADING_SPLITS), 'product'),
    metric: z._default(z.enum(LEADER_METRICS), 'revenue'),
    limit: z._default(wholeNumber(1, 100), 10),
  }),
  success: {
    status: 200,
    description: 'The leaders, and all others in one line',
    body: z.object({
      ...reportMembers,
      items: z.array(
        z.object({
          key: z.string(),
          title: z.optional(z.string()),
          category: z.optional(z.string()),
          value: Value,
          share: Share,
        }),
      ),
      others: z.object({ count: z.number(), value: Value, share: Share }),
    }),
  },
  errors: [RangeInvalid, RangeTooLong, ZoneUnknown],
});
