import { log, messageHandler } from '@cartless/lambda';
import * as z from 'zod/mini';
import { ground, orders } from '../../service.ts';
import { noteFailedPayment } from '../failed-payment.ts';
import { noteRefund } from '../note-refund.ts';
import { findPaymentEvent } from '../payment-events-store.ts';
import { noting, recording } from '../recording-service.ts';

export const handler = messageHandler(z.object({ eventId: z.string() }), async ({ eventId }) => {
  const { payment, returned, refund, failure } = await findPaymentEvent(ground().items)(eventId);
  if (payment !== undefined) await recording()(payment);
  if (refund !== undefined) await noting()(refund);
  if (failure !== undefined) {
    await noteFailedPayment(orders())(failure);
    log.info('a payment failed', { orderId: failure.orderId, reason: failure.reason });
  }
  if (returned !== undefined) await noteRefund(orders())(returned);
});
