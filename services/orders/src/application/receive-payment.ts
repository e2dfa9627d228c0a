import * as z from 'zod/mini';
import { WebhookSignatureInvalid } from '../domain/errors.ts';
import type { Payment } from './ports.ts';

type Ports = Readonly<{
  verify: (signature: string, body: string) => boolean;
  /** Stores an event unless it is there already. */
  keep: (eventId: string, type: string, payment: Payment | undefined) => Promise<void>;
  queue: (eventId: string) => Promise<void>;
}>;

const Event = z.object({
  id: z.string(),
  type: z.string(),
  created: z.int(),
  data: z.object({ object: z.unknown() }),
});

/** A checkout session that was paid, as far as the shop needs to know it. */
const PaidSession = z.object({
  client_reference_id: z.string(),
  payment_intent: z.string(),
  payment_status: z.literal('paid'),
  amount_total: z.int(),
});

const PAYING = new Set(['checkout.session.completed', 'checkout.session.async_payment_succeeded']);

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
    const event = z.safeParse(Event, parsed(body));
    if (!event.success) throw WebhookSignatureInvalid();
    const { id, type, created, data } = event.data;
    const session = PAYING.has(type) ? z.safeParse(PaidSession, data.object) : undefined;
    const payment = session?.success
      ? {
          orderId: session.data.client_reference_id,
          intent: session.data.payment_intent,
          amount: session.data.amount_total,
          at: created * 1000,
        }
      : undefined;
    await keep(id, type, payment);
    if (payment !== undefined) await queue(id);
  };

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
