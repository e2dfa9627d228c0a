import { defineRoute, SecretUnavailable } from '@cartless/lambda';
import * as z from 'zod/mini';
import { WebhookSignatureInvalid } from '../errors.ts';

export const route = defineRoute({
  id: 'receivePayment',
  method: 'POST',
  path: '/payments/webhook',
  access: 'public',
  summary: 'Takes events of the payment provider',
  description:
    'Called by the provider only. The event is stored under its id and worked on in the background.',
  // All headers are handed on: which one bears a signature is the provider's matter.
  headers: z.looseObject({ 'stripe-signature': z._default(z.string(), '') }),
  rawBody: true,
  success: { status: 200, description: 'Stored', body: z.object({ received: z.literal(true) }) },
  errors: [WebhookSignatureInvalid, SecretUnavailable],
});
