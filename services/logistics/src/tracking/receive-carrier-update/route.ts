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
    'Headers, signature and form of the body are the carrier’s own: EasyPost signs JSON by HMAC-SHA256 over the raw body ' +
    '(`x-hmac-signature`), Kuaidi100 posts a form with `param` and `sign`. Updates may come twice, late and in any order; one ' +
    'about a parcel that is not known yet is kept and applied later.',
  // All headers are handed on: which of them signs is the carrier's matter.
  headers: z.looseObject({ 'x-hmac-signature': z.optional(z.string()) }),
  rawBody: true,
  success: {
    status: 200,
    description:
      'Taken. In the words that the carrier wants to hear; where it wants none, `{outcome}`: `applied`, `nothing-new`, `kept` or `ignored`',
    body: z.record(z.string(), z.union([z.string(), z.boolean()])),
  },
  errors: [BadSignature, WebhookMalformed, SecretUnavailable],
});
