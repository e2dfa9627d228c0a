import { WebhookSignatureInvalid } from '../errors.ts';
import type { PaymentWebhook } from '../payments.ts';
import { readProviderEvent } from './provider-event.ts';
import { signatureHolds } from './webhook-signature.ts';

const HEADER = 'stripe-signature';

/** What Stripe sends us. */
export const stripeWebhook = (secret: string): PaymentWebhook => ({
  recognises: (headers) => (headers[HEADER] ?? '') !== '',
  read(headers, body, now) {
    if (!signatureHolds(headers[HEADER] ?? '', body, secret, now.getTime() / 1000)) {
      throw WebhookSignatureInvalid();
    }
    const event = readProviderEvent(body);
    if (event === undefined) throw WebhookSignatureInvalid();
    return event;
  },
});
