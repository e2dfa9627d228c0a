import { redriveHandler } from '@cartless/lambda/dead-letter-desk';

export const handler = redriveHandler('analytics');
