import { taskHandler } from '@cartless/lambda';
import { ground } from '../../service.ts';
import { carryAll } from '../carry-all.ts';

export const handler = taskHandler('carry over', (timeLeft) => carryAll(ground(), timeLeft));
