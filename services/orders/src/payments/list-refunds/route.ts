import { CursorInvalid } from '@cartless/aggregate';
import { OrderId, OrderNumber } from '@cartless/domain';
import { defineRoute } from '@cartless/lambda';
import * as z from 'zod/mini';
import { PAGE_QUERY, pageOf } from '../../paging.ts';
import { AdminRefundShape } from '../refund-body.ts';

export const route = defineRoute({
  id: 'listRefunds',
  method: 'GET',
  path: '/admin/refunds',
  access: 'finance',
  summary: 'What the shop still owes its shoppers',
  description:
    'Longest owed first. `owed` cash and what has `failed` wait for somebody to pay them; `sent` waits for the bank. A page ' +
    'holds the refunds of `limit` orders at most.',
  query: z.strictObject({ ...PAGE_QUERY, status: z.optional(z.enum(['owed', 'sent', 'failed'])) }),
  success: {
    status: 200,
    description: 'One page of refunds',
    body: pageOf(z.extend(AdminRefundShape, { orderId: OrderId, orderNumber: z.nullable(OrderNumber) })),
  },
  errors: [CursorInvalid],
});
