import { defineRoute } from '@cartless/lambda';
import { OrderParams, OrderShape } from '../order-body.ts';
import { OrderNotFound } from '../errors.ts';

export const route = defineRoute({
  id: 'getOrder',
  method: 'GET',
  path: '/orders/{orderId}',
  access: 'shop',
  summary: "Shows one of the caller's orders with the history of its states",
  params: OrderParams,
  success: { status: 200, description: 'The order', body: OrderShape },
  errors: [OrderNotFound],
});
