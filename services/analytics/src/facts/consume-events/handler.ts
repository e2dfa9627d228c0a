import { batchQueueHandler } from '@cartless/lambda';
import { CONSUMED } from '../read-fact.ts';
import { bookEvents } from '../facts-service.ts';

export const handler = batchQueueHandler(CONSUMED, (events, timeLeft) => bookEvents()(events, timeLeft));
