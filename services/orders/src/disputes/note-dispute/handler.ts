import { log, messageHandler } from '@cartless/lambda';
import * as z from 'zod/mini';
import { findPaymentEvent } from '../../payments/payment-events-store.ts';
import { ground } from '../../service.ts';
import { noting, tellDispute } from '../disputes-service.ts';

export const handler = messageHandler(z.object({ eventId: z.string() }), async ({ eventId }) => {
  const { dispute } = await findPaymentEvent(ground().items)(eventId);
  if (dispute === undefined) return;
  const noted = await noting()(dispute.id);
  if (noted === undefined) return log.warn('a dispute about a payment that is none of the shop', dispute);
  // Also when it is no news: the process may have died between the write and the alarm.
  tellDispute(noted);
});
