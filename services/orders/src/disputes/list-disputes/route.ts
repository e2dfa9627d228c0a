import { CursorInvalid } from '@cartless/aggregate';
import { OrderId, OrderNumber } from '@cartless/domain';
import { defineRoute } from '@cartless/lambda';
import * as z from 'zod/mini';
import { PAGE_QUERY, pageOf } from '../../paging.ts';
import { DISPUTE_STATUSES } from '../dispute.ts';
import { DisputeShape } from '../dispute-body.ts';

export const route = defineRoute({
  id: 'listDisputes',
  method: 'GET',
  path: '/admin/disputes',
  access: 'finance',
  summary: 'Payments that shoppers dispute at their banks',
  description:
    'Those that are open, first the ones whose evidence is due first; with a status that ends a dispute, those that ended so, ' +
    "the oldest first. Evidence is given in the payment provider's dashboard. A page holds the disputes of `limit` orders at most.",
  query: z.strictObject({ ...PAGE_QUERY, status: z.optional(z.enum(DISPUTE_STATUSES)) }),
  success: {
    status: 200,
    description: 'One page of disputes',
    body: pageOf(z.extend(DisputeShape, { orderId: OrderId, orderNumber: z.nullable(OrderNumber) })),
  },
  errors: [CursorInvalid],
});
