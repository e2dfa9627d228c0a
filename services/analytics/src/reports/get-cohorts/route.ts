import { Instant, Money } from '@cartless/domain';
import { defineRoute } from '@cartless/lambda';
import * as z from 'zod/mini';
import { RangeInvalid, RangeTooLong } from '../../calendar/errors.ts';
import { rangeQuery, reportMembers } from '../report-query.ts';

const Month = z.object({
  key: z.string(),
  since: z.number(),
  buyers: z.number(),
  share: z.nullable(z.number()),
  orders: z.number(),
  revenue: Money,
});

/** The query of cohorts, also that of their export. */
export const CohortsQuery = z.strictObject({
  from: rangeQuery.from,
  to: rangeQuery.to,
  by: z._default(z.enum(['month']), 'month'),
});

export const route = defineRoute({
  id: 'getCohorts',
  method: 'GET',
  path: '/analytics/cohorts',
  access: 'reports',
  summary: 'Who comes back: people by the month of their first order, and what they ordered since',
  description:
    'One cohort for each month that from and to touch (dates or instants; without them, the last twelve months), with a ' +
    'line for each month since, up to the present one. buyers are people who placed an order in that month, exact; share ' +
    'is of the cohort; orders by their placing; revenue before refunds, by the month of payment. cameBack are those with ' +
    'two orders or more, repeatRate is their share. An order that was cancelled later was placed all the same. Months ' +
    'are those of UTC, whatever zone other reports are asked for in: people are counted when their orders arrive.',
  query: CohortsQuery,
  success: {
    status: 200,
    description: 'The cohorts',
    body: z.object({
      ...reportMembers,
      cohorts: z.array(
        z.object({
          key: z.string(),
          from: Instant,
          to: Instant,
          buyers: z.number(),
          cameBack: z.number(),
          repeatRate: z.nullable(z.number()),
          orders: z.number(),
          revenue: Money,
          months: z.array(Month),
        }),
      ),
    }),
  },
  errors: [RangeInvalid, RangeTooLong],
});
