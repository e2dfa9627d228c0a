import { Busy } from '@cartless/aggregate';
import { ACCOUNT_REFUSALS, text } from '@cartless/domain';
import { defineRoute } from '@cartless/lambda';
import * as z from 'zod/mini';
import { RefundWaitsForDispute } from '../../disputes/errors.ts';
import { AdminOrderShape } from '../../ordering/admin-order-body.ts';
import { OrderNotFound } from '../../ordering/errors.ts';
import { OrderParams } from '../../ordering/order-body.ts';
import { RefundNotFound, RefundNotPayable } from '../errors.ts';
import { RefundParams } from '../refund-body.ts';

export const route = defineRoute({
  id: 'payRefund',
  method: 'POST',
  path: '/admin/orders/{orderId}/refunds/{refundId}/paid',
  access: 'finance',
  summary: 'Says that a refund was paid by hand',
  description:
    'For cash that was paid at the door, what the provider or the bank refused, or of which neither told anything for 14 days. The shopper is told by mail. Saying ' +
    'it again with the same reference changes nothing.',
  params: z.extend(OrderParams, RefundParams),
  body: z.strictObject({ reference: text(100) }),
  success: { status: 200, description: 'The order with the refund done', body: AdminOrderShape },
  errors: [...ACCOUNT_REFUSALS, OrderNotFound, RefundNotFound, RefundNotPayable, RefundWaitsForDispute, Busy],
});
