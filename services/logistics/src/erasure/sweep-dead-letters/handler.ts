import { taskHandler } from '@cartless/lambda';
import { sweepDeadLetters } from '@cartless/lambda/dead-letters';
import { shipments, standings } from '../../service.ts';
import { judgeDeadLetter } from '../dead-letters-store.ts';

export const handler = taskHandler('sweep-dead-letters', () =>
  sweepDeadLetters(
    judgeDeadLetter({
      shipments: shipments(),
      isGone: async (userId) => (await standings().read(userId)).status === 'erased',
    }),
  ),
);
