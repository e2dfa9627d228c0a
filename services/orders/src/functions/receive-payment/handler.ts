import { apiHandler, readConfig } from '@cartless/lambda';
import { messageSender } from '../../adapters/message-sender.ts';
import { keepPaymentEvent } from '../../adapters/payment-events.ts';
import { signatureHolds } from '../../adapters/webhook-signature.ts';
import { receivePayment } from '../../application/receive-payment.ts';
import { WebhookConfig } from '../../config.ts';
import { now, store } from '../../container.ts';
import { lazy } from '../../lazy.ts';
import { route } from './route.ts';

const receive = /* @__PURE__ */ lazy(() => {
  const { STRIPE_WEBHOOK_SECRET: secret, PAYMENTS_QUEUE_URL } = readConfig(WebhookConfig);
  const send = messageSender(PAYMENTS_QUEUE_URL);
  return receivePayment({
    verify: (signature, body) => signatureHolds(signature, body, secret, now().getTime() / 1000),
    keep: keepPaymentEvent(store()),
    queue: (eventId) => send(JSON.stringify({ eventId })),
  });
});

export const handler = apiHandler(route, async ({ headers, rawBody }) => {
  await receive()({ signature: headers['stripe-signature'], body: rawBody });
  return { received: true as const };
});
