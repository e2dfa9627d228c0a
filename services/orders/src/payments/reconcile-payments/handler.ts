import { log, taskHandler } from '@cartless/lambda';
import { publishCount, publishWait } from '@cartless/lambda/metrics';
import { ground, orders } from '../../service.ts';
import { oldestRefund } from '../oldest-refund-store.ts';
import { payments } from '../payments-service.ts';
import { reconcilePayments } from '../reconcile-payments.ts';
import { recording } from '../recording-service.ts';

const reconcile = () =>
  reconcilePayments({
    ...orders(),
    payments: payments(),
    recordPayment: recording(),
    failed: (orderId, error) => log.error('a payment could not be repaired', { orderId, error }),
  })();

export const handler = taskHandler('reconcile-payments', async () => {
  const counts = await reconcile();
  publishCount('PaymentsRepaired', counts.repaired);
  publishCount('PaymentsNotRepaired', counts.failed);
  const { items, now } = ground();
  publishWait('RefundWaits', await oldestRefund(items)(), now().getTime());
  return counts;
});
