import { setTimeout as pause } from 'node:timers/promises';
import { log, taskHandler } from '@cartless/lambda';
import { publishCount } from '@cartless/lambda/metrics';
import { ground } from '../../service.ts';
import { SETTLE_MS } from '../generation.ts';
import { goOnRepairing } from '../repair.ts';

export const handler = taskHandler('repair', async (timeLeft) => {
  const run = await goOnRepairing(ground(), { timeLeft, settle: () => pause(SETTLE_MS) });
  if (run.status === 'refused') {
    log.error('reports and orders do not agree and were not repaired', { why: run.why });
    publishCount('RollUpDifferences', 1);
  }
  return run;
});
