import { log, taskHandler } from '@cartless/lambda';
import { publishCount } from '@cartless/lambda/metrics';
import { orderFactStore } from '../../order-lists/order-facts-store.ts';
import { rollUpStore } from '../../roll-ups/roll-ups-store.ts';
import { reconcile } from '../reconcile.ts';
import { ground } from '../../service.ts';
import { dayOf, SLOTS_A_DAY, slotOf } from '../../calendar/slot.ts';

/** Yesterday, and days that late events may still have changed. */
const DAYS_BACK = [1, 2, 7, 30];

export const handler = taskHandler('reconcile', async () => {
  const check = reconcile({ rollUps: rollUpStore(ground()), orders: orderFactStore(ground()) });
  const now = slotOf(ground().now());
  const days = DAYS_BACK.map((back) => dayOf(now - back * SLOTS_A_DAY));
  const differences = (await Promise.all(days.map(check))).flat();
  for (const difference of differences) log.error('roll-ups do not agree with orders', difference);
  publishCount('RollUpDifferences', differences.length);
  return { days: days.join(' '), differences: differences.length };
});
