import { WebhookSignatureInvalid } from '../domain/errors.ts';
import { type ProviderEvent, readProviderEvent } from './read-provider-event.ts';

type Ports = Readonly<{
  verify: (signature: string, body: string) => boolean;
  /** Stores an event unless it is there already. */
  keep: (event: ProviderEvent) => Promise<void>;
  queue: (eventId: string) => Promise<void>;
}>;

/**
 * Takes an event of the provider: checks who sent it, stores it under its id, and queues it when it tells of money.
 * A duplicate is queued again, in case the first try died between storing and queueing; applying it twice is harmless.
 *
 * @throws AppError WEBHOOK_SIGNATURE_INVALID
 */
export const receivePayment =
  ({ verify, keep, queue }: Ports) =>
  async ({ signature, body }: Readonly<{ signature: string; body: string }>): Promise<void> => {
    if (!verify(signature, body)) throw WebhookSignatureInvalid();
    const event = readProviderEvent(body);
    if (event === undefined) throw WebhookSignatureInvalid();
    await keep(event);
    if (event.payment !== undefined || event.returned !== undefined) await queue(event.id);
  };
