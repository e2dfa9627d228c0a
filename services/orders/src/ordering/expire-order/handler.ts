import { OrderPlaced } from '@cartless/domain';
import { on, queueHandler } from '@cartless/lambda';
import { orders, undelivered } from '../../service.ts';
import { settleDue } from '../settle-due.ts';

// The queue delays its messages until the order's time to pay is over.
export const handler = queueHandler(
  on(OrderPlaced, async ({ data }) => {
    if (data.payBy !== null) await settleDue({ ...orders(), ...undelivered() })(data.orderId);
  }),
);
