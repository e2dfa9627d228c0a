import { defineRoute } from '@cartless/lambda';
import { ShopperNotFound } from '../errors.ts';
import { ShopperLimitsShape, ShopperParams } from '../order-limits-body.ts';

export const route = defineRoute({
  id: 'getOrderLimits',
  method: 'GET',
  path: '/admin/shoppers/{userId}/order-limits',
  access: 'support',
  summary: 'What a shopper may order, what is used of it, and who decided about it',
  params: ShopperParams,
  success: {
    status: 200,
    description: 'The limits, and the open orders that count',
    body: ShopperLimitsShape,
  },
  errors: [ShopperNotFound],
});
