import { OrderCancelled, RefundOwed } from '@cartless/domain';
import { on, queueHandler } from '@cartless/lambda';
import { closeCheckout } from '../close-checkout.ts';
import { settleRefunds } from '../settle-refunds.ts';
import { orders } from '../../service.ts';
import { payments } from '../payments-service.ts';

export const handler = queueHandler(
  on(RefundOwed, ({ data }) => settleRefunds({ ...orders(), payments: payments() })(data.orderId)),
  on(OrderCancelled, ({ data }) => closeCheckout({ ...orders(), payments: payments() })(data.orderId)),
);
