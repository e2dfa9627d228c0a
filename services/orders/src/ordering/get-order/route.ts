import { defineRoute } from '@cartless/lambda';
import { OrderParams, OrderShape } from '../order-body.ts';
import { OrderNotFound } from '../errors.ts';

export const route = defineRoute({
  id: 'getOrder',
  method: 'GET',
  path: '/orders/{orderId}',
  access: 'shop',
  summary: "Shows one of the caller's orders with the history of its states",
  description:
    'To follow an order ask again by If-None-Match, every few seconds while somebody looks: 304 without a body while nothing changed.',
  params: OrderParams,
  success: { status: 200, description: 'The order', body: OrderShape, followed: true },
  errors: [OrderNotFound],
});
