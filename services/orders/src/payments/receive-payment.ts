import { WebhookSignatureInvalid } from './errors.ts';
import type { PaymentWebhook, ProviderEvent } from './payments.ts';

type Ports = Readonly<{
  webhooks: readonly PaymentWebhook[];
  /** Stores an event unless it is there already. */
  keep: (event: ProviderEvent) => Promise<void>;
  queue: (eventId: string) => Promise<void>;
  queueDispute: (eventId: string) => Promise<void>;
  now: () => Date;
}>;
type Call = Readonly<{ headers: Readonly<Record<string, string | undefined>>; body: string }>;

/**
 * Takes an event of a provider: checks who sent it, stores it under its id, and queues it when it tells of money or of a dispute.
 * A duplicate is queued again, in case the first try died between storing and queueing; applying it twice is harmless.
 *
 * @throws AppError WEBHOOK_SIGNATURE_INVALID, SECRET_UNAVAILABLE
 */
export const receivePayment =
  ({ webhooks, keep, queue, queueDispute, now }: Ports) =>
  async ({ headers, body }: Call): Promise<void> => {
    const webhook = webhooks.find((provider) => provider.recognises(headers));
    if (webhook === undefined) throw WebhookSignatureInvalid();
    const event = await webhook.read(headers, body, now());
    await keep(event);
    const { payment, returned, refund, failure, dispute } = event;
    if ([payment, returned, refund, failure].some((told) => told !== undefined)) await queue(event.id);
    if (dispute !== undefined) await queueDispute(event.id);
  };
