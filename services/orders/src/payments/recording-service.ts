import { lazy, log } from '@cartless/lambda';
import { publishCount } from '@cartless/lambda/metrics';
import { orders } from '../service.ts';
import type { Payment, RefundNews } from './payments.ts';
import { recordPayment } from './record-payment.ts';
import { noteRefundNews } from './settle-refunds.ts';

/** Records payments, wired; raises the alarm for one that does not fit its order. */
export const recording = /* @__PURE__ */ lazy(() => {
  const record = recordPayment(orders());
  return async (payment: Payment): Promise<void> => {
    if (await record(payment)) return;
    log.error('a payment does not fit its order and goes back', payment);
    publishCount('PaymentsMisfit', 1);
  };
});

/** Notes what became of a refund of ours, wired; raises the alarm for one that did not arrive. */
export const noting = /* @__PURE__ */ lazy(() => {
  const note = noteRefundNews(orders());
  return async (news: RefundNews): Promise<void> =>
    tellFailedRefunds(news.orderId, (await note(news)) ? 1 : 0);
});

export function tellFailedRefunds(orderId: string, failed: number): void {
  if (failed === 0) return;
  log.error('a refund did not arrive and is to be paid in another way', { orderId, failed });
  publishCount('RefundsFailed', failed);
}
