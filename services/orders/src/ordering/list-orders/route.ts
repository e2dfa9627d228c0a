import { OrderStatus } from '@cartless/domain';
import { CursorInvalid } from '@cartless/aggregate';
import { defineRoute } from '@cartless/lambda';
import * as z from 'zod/mini';
import { OrderShape } from '../order-body.ts';
import { Moment, PAGE_QUERY, pageOf, RangeInvalid } from '../../paging.ts';

export const route = defineRoute({
  id: 'listOrders',
  method: 'GET',
  path: '/orders',
  access: 'shop',
  summary: "Lists the caller's own orders, newest first",
  query: z.strictObject({
    ...PAGE_QUERY,
    status: z.optional(OrderStatus),
    from: z.optional(Moment),
    to: z.optional(Moment),
  }),
  success: { status: 200, description: 'One page of orders', body: pageOf(OrderShape) },
  errors: [CursorInvalid, RangeInvalid],
});
