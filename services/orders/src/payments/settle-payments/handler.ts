import { OrderCancelled, RefundOwed } from '@cartless/domain';
import { lazy, on, queueHandler } from '@cartless/lambda';
import { noticing } from '../../disputes/disputes-service.ts';
import { closeCheckout } from '../close-checkout.ts';
import { settleRefunds } from '../settle-refunds.ts';
import { tellFailedRefunds } from '../recording-service.ts';
import { orders } from '../../service.ts';
import { payments } from '../payments-service.ts';

const ports = /* @__PURE__ */ lazy(() => ({ ...orders(), payments: payments(), noteDispute: noticing() }));

export const handler = queueHandler(
  on(RefundOwed, async ({ data: { orderId } }) =>
    tellFailedRefunds(orderId, await settleRefunds(ports())(orderId)),
  ),
  on(OrderCancelled, ({ data }) => closeCheckout(ports())(data.orderId)),
);
