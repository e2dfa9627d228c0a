import { log, taskHandler } from '@cartless/lambda';
import { publishCount } from '@cartless/lambda/metrics';
import { ground } from '../../service.ts';
import { lookForDifferences } from '../repair.ts';

export const handler = taskHandler('reconcile', async () => {
  const { differences, isAsked, why } = await lookForDifferences(ground());
  for (const difference of differences) log.warn('roll-ups do not agree with orders', difference);
  if (isAsked) log.warn('a repair is asked for', { differences: differences.length });
  if (why !== undefined) log.error('reports and orders do not agree and are not repaired', { why });
  publishCount('RollUpDifferences', isAsked ? 0 : differences.length);
  return { differences: differences.length, isAsked, why };
});
