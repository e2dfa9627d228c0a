import { lazy, log } from '@cartless/lambda';
import { publishCount } from '@cartless/lambda/metrics';
import { orders } from '../service.ts';
import type { Payment } from './payments.ts';
import { recordPayment } from './record-payment.ts';

/** Records payments, wired; raises the alarm for one that does not fit its order. */
export const recording = /* @__PURE__ */ lazy(() => {
  const record = recordPayment(orders());
  return async (payment: Payment): Promise<void> => {
    if (await record(payment)) return;
    log.error('a payment does not fit its order and goes back', payment);
    publishCount('PaymentsMisfit', 1);
  };
});
