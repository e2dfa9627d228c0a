import { OrderPlaced } from '@cartless/domain';
import { on, queueHandler } from '@cartless/lambda';
import { settleDue } from '../../application/settle-due.ts';
import { orders } from '../../container.ts';

const settle = settleDue(orders);

// The queue delays its messages until the order's time to pay is over.
export const handler = queueHandler(
  on(OrderPlaced, async ({ data }) => {
    if (data.payBy !== null) await settle(data.orderId);
  }),
);
