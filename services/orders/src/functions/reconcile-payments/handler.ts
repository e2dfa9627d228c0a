import { log, taskHandler } from '@cartless/lambda';
import { reconcilePayments } from '../../application/reconcile-payments.ts';
import { recordPayment } from '../../application/record-payment.ts';
import { orders } from '../../container.ts';
import { payments } from '../../payments.ts';

export const handler = taskHandler('reconcile-payments', () =>
  reconcilePayments({
    ...orders,
    payments: payments(),
    recordPayment: recordPayment(orders),
    failed: (orderId, error) => log.error('a payment could not be repaired', { orderId, error }),
  })(),
);
