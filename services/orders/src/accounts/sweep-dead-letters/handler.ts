import { taskHandler } from '@cartless/lambda';
import { sweepDeadLetters } from '@cartless/lambda/dead-letters';
import { ground } from '../../service.ts';
import { findContact } from '../contact-store.ts';
import { judgeDeadLetter } from '../dead-letters-store.ts';

export const handler = taskHandler('sweep-dead-letters', () => {
  const { items } = ground();
  return sweepDeadLetters(judgeDeadLetter({ items, findContact: findContact(items) }));
});
