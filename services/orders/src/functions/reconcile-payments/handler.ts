import { log, taskHandler } from '@cartless/lambda';
import { publishCount } from '@cartless/lambda/metrics';
import { reconcilePayments } from '../../application/reconcile-payments.ts';
import { recordPayment } from '../../application/record-payment.ts';
import { orders } from '../../container.ts';
import { payments } from '../../payments.ts';

const reconcile = () =>
  reconcilePayments({
    ...orders,
    payments: payments(),
    recordPayment: recordPayment(orders),
    failed: (orderId, error) => log.error('a payment could not be repaired', { orderId, error }),
  })();

export const handler = taskHandler('reconcile-payments', async () => {
  const counts = await reconcile();
  publishCount('PaymentsRepaired', counts.repaired);
  publishCount('PaymentsNotRepaired', counts.failed);
  return counts;
});
