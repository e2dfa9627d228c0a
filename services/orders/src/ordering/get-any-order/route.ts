import { defineRoute } from '@cartless/lambda';
import { AdminOrderShape } from '../admin-order-body.ts';
import { OrderParams } from '../order-body.ts';
import { OrderNotFound } from '../errors.ts';

export const route = defineRoute({
  id: 'getAnyOrder',
  method: 'GET',
  path: '/admin/orders/{orderId}',
  access: ['support', 'fulfilment', 'finance'],
  summary: "Shows anybody's order with its money",
  params: OrderParams,
  success: { status: 200, description: 'The order', body: AdminOrderShape, followed: true },
  errors: [OrderNotFound],
});
