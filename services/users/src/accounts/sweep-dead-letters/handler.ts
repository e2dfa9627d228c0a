import { taskHandler } from '@cartless/lambda';
import { sweepDeadLetters } from '@cartless/lambda/dead-letters';
import { ground, ports } from '../../service.ts';
import { judgeDeadLetter } from '../dead-letters-store.ts';

export const handler = taskHandler('sweep-dead-letters', () =>
  sweepDeadLetters(judgeDeadLetter({ ...ports(), items: ground().items })),
);
