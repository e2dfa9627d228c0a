import { Busy } from '@cartless/aggregate';
import { ACCOUNT_REFUSALS } from '@cartless/domain';
import { defineRoute } from '@cartless/lambda';
import { OrderParams, OrderShape } from '../order-body.ts';
import { OrderCannotMove, OrderNotFound } from '../errors.ts';

export const route = defineRoute({
  id: 'confirmReceipt',
  method: 'POST',
  path: '/orders/{orderId}/confirm-receipt',
  access: 'shop',
  summary: 'Says that the goods have arrived, which closes the order',
  params: OrderParams,
  success: { status: 200, description: 'The order, completed', body: OrderShape },
  errors: [...ACCOUNT_REFUSALS, OrderNotFound, OrderCannotMove, Busy],
});
