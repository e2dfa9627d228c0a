import { batchQueueHandler } from '@cartless/lambda';
import { bookEvents, CONSUMED } from '../facts-service.ts';

export const handler = batchQueueHandler(CONSUMED, (events, timeLeft) => bookEvents()(events, timeLeft));
