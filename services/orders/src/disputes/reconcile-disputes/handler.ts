import { log, taskHandler } from '@cartless/lambda';
import { publishCount } from '@cartless/lambda/metrics';
import { payments } from '../../payments/payments-service.ts';
import { orders } from '../../service.ts';
import { noting, tellDispute } from '../disputes-service.ts';
import { everyOpenDispute } from '../list-disputes.ts';
import { reconcileDisputes } from '../reconcile-disputes.ts';

const reconcile = () =>
  reconcileDisputes({
    ...orders(),
    payments: payments(),
    open: () => everyOpenDispute(orders().orders),
    note: noting(),
    noted: tellDispute,
    failed: (disputeId, error) => log.error('a dispute could not be repaired', { disputeId, error }),
  })();

export const handler = taskHandler('reconcile-disputes', async () => {
  const counts = await reconcile();
  publishCount('DisputesNotRepaired', counts.failed);
  return counts;
});
