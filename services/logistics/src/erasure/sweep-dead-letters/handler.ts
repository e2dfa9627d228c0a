import { taskHandler } from '@cartless/lambda';
import { sweepDeadLetters } from '@cartless/lambda/dead-letters';
import { erasedUsers, shipments } from '../../service.ts';
import { judgeDeadLetter } from '../judge-dead-letter.ts';

export const handler = taskHandler('sweep-dead-letters', () =>
  sweepDeadLetters(judgeDeadLetter({ shipments: shipments(), erasedUsers: erasedUsers() })),
);
