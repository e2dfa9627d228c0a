import { Busy } from '@cartless/aggregate';
import { ACCOUNT_REFUSALS } from '@cartless/domain';
import { defineRoute } from '@cartless/lambda';
import * as z from 'zod/mini';
import { OrderParams } from '../../ordering/order-body.ts';
import { OrderNotFound } from '../../ordering/errors.ts';
import { OrderNotPayable, PaymentRefused, ProviderUnavailable } from '../errors.ts';

export const route = defineRoute({
  id: 'startPayment',
  method: 'POST',
  path: '/orders/{orderId}/payment',
  access: 'shop',
  summary: "Opens the payment provider's page for an order",
  description:
    'Asking again gives the same page: an order can be paid once. It can be paid until `expiresAt`, which is then the ' +
    '`payBy` of the order too; the page ends at that moment.',
  params: OrderParams,
  success: {
    status: 200,
    description: 'Where to send the shopper',
    body: z.object({ paymentUrl: z.url(), expiresAt: z.iso.datetime() }),
  },
  errors: [...ACCOUNT_REFUSALS, OrderNotFound, OrderNotPayable, PaymentRefused, ProviderUnavailable, Busy],
});
