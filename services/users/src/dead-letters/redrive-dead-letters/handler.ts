import { redriveHandler } from '@cartless/lambda/dead-letter-desk';
import { admit } from '../../accounts/accounts-service.ts';

export const handler = redriveHandler('users', { admit });
