import { OrderStatus, text, UserId } from '@cartless/domain';
import { CursorInvalid } from '@cartless/aggregate';
import { defineRoute } from '@cartless/lambda';
import * as z from 'zod/mini';
import { AdminOrderShape } from '../admin-order-body.ts';
import { Moment, PAGE_QUERY, pageOf, RangeInvalid } from '../../paging.ts';

export const route = defineRoute({
  id: 'listAllOrders',
  method: 'GET',
  path: '/admin/orders',
  access: ['support', 'fulfilment', 'finance'],
  summary: "Searches everybody's orders, newest first",
  description: 'By status, time of placing, shopper, or order number (which then counts alone).',
  query: z.strictObject({
    ...PAGE_QUERY,
    status: z.optional(OrderStatus),
    from: z.optional(Moment),
    to: z.optional(Moment),
    userId: z.optional(UserId),
    orderNumber: z.optional(text(40)),
  }),
  success: { status: 200, description: 'One page of orders', body: pageOf(AdminOrderShape) },
  errors: [CursorInvalid, RangeInvalid],
});
