import { CursorInvalid } from '@cartless/aggregate';
import { Instant, OrderId, OrderNumber } from '@cartless/domain';
import { defineRoute } from '@cartless/lambda';
import * as z from 'zod/mini';
import { PAGE_QUERY, pageOf } from '../../paging.ts';
import { AdminReturnShape } from '../return-body.ts';

export const route = defineRoute({
  id: 'listReturns',
  method: 'GET',
  path: '/admin/returns',
  access: ['support', 'fulfilment'],
  summary: 'The returns that wait for a decision or for their goods',
  description:
    'Those first that the clock will move on first: `requested` is approved then, `approved` lapses. A page holds the returns of ' +
    '`limit` orders at most. Orders that an earlier release left in `return-requested` are listed by that status instead.',
  query: z.strictObject({ ...PAGE_QUERY, status: z.optional(z.enum(['requested', 'approved'])) }),
  success: {
    status: 200,
    description: 'One page of returns',
    body: pageOf(
      z.extend(AdminReturnShape, {
        orderId: OrderId,
        orderNumber: z.nullable(OrderNumber),
        dueAt: Instant,
      }),
    ),
  },
  errors: [CursorInvalid],
});
