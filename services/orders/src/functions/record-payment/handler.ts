import { messageHandler } from '@cartless/lambda';
import * as z from 'zod/mini';
import { findPayment } from '../../adapters/payment-events.ts';
import { recordPayment } from '../../application/record-payment.ts';
import { orders, store } from '../../container.ts';

export const handler = messageHandler(z.object({ eventId: z.string() }), async ({ eventId }) =>
  recordPayment(orders)(await findPayment(store())(eventId)),
);
