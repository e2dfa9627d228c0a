import { provenBy, type Secret } from '@cartless/lambda';
import { WebhookSignatureInvalid } from '../errors.ts';
import type { PaymentWebhook } from '../payments.ts';
import { readProviderEvent } from './provider-event.ts';
import { readSignature, signatureHolds } from './webhook-signature.ts';

const HEADER = 'stripe-signature';

/** What Stripe sends us. @param secret of the endpoint; while it is rotated Stripe signs with both, and so may we know both */
export const stripeWebhook = (secret: Secret): PaymentWebhook => ({
  recognises: (headers) => (headers[HEADER] ?? '') !== '',
  async read(headers, body, now) {
    const signature = readSignature(headers[HEADER] ?? '', now.getTime() / 1000);
    const holds = signature !== undefined && (await provenBy(secret, signatureHolds(signature, body)));
    const event = holds ? readProviderEvent(body) : undefined;
    if (event === undefined) throw WebhookSignatureInvalid();
    return event;
  },
});
