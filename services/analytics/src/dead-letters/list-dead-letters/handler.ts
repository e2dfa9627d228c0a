import { deadLettersHandler } from '@cartless/lambda/dead-letter-desk';
import { route } from './route.ts';

export const handler = deadLettersHandler(route);
