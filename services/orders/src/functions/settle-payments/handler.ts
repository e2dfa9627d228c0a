import { OrderCancelled, RefundOwed } from '@cartless/domain';
import { on, queueHandler } from '@cartless/lambda';
import { closeCheckout } from '../../application/close-checkout.ts';
import { settleRefunds } from '../../application/settle-refunds.ts';
import { orders } from '../../container.ts';
import { payments } from '../../payments.ts';

export const handler = queueHandler(
  on(RefundOwed, ({ data }) => settleRefunds({ ...orders, payments: payments() })(data.orderId)),
  on(OrderCancelled, ({ data }) => closeCheckout({ ...orders, payments: payments() })(data.orderId)),
);
