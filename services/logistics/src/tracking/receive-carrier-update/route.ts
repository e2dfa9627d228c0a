import { defineRoute, SecretUnavailable } from '@cartless/lambda';
import * as z from 'zod/mini';
import { BadSignature, WebhookMalformed } from '../../carriers/errors.ts';

export const route = defineRoute({
  id: 'receiveCarrierUpdate',
  method: 'POST',
  path: '/carriers/webhook',
  access: 'public',
  summary: 'Takes a tracking update from the carrier',
  description:
    'Signed by HMAC-SHA256 over the raw body. Updates may come twice, late and in any order; one about a parcel that ' +
    'is not known yet is kept and applied later.',
  // All headers are handed on: which of them signs is the carrier's matter.
  headers: z.looseObject({ 'x-hmac-signature': z.optional(z.string()) }),
  rawBody: true,
  success: {
    status: 200,
    description: 'Taken',
    body: z.object({ outcome: z.enum(['applied', 'nothing-new', 'kept', 'ignored']) }),
  },
  errors: [BadSignature, WebhookMalformed, SecretUnavailable],
});
