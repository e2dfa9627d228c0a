import { messageHandler } from '@cartless/lambda';
import * as z from 'zod/mini';
import { findPaymentEvent } from '../../adapters/payment-events.ts';
import { noteRefund } from '../../application/note-refund.ts';
import { recordPayment } from '../../application/record-payment.ts';
import { orders, store } from '../../container.ts';

export const handler = messageHandler(z.object({ eventId: z.string() }), async ({ eventId }) => {
  const { payment, returned } = await findPaymentEvent(store())(eventId);
  if (payment !== undefined) await recordPayment(orders)(payment);
  if (returned !== undefined) await noteRefund(orders)(returned);
});
