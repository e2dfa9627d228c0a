import { deadLettersHandler } from '@cartless/lambda/dead-letter-desk';

export const handler = deadLettersHandler('orders');
