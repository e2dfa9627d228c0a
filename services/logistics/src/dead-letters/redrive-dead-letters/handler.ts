import { redriveHandler } from '@cartless/lambda/dead-letter-desk';
import { admit } from '../../accounts/accounts-service.ts';
import { route } from './route.ts';

export const handler = redriveHandler(route, { admit });
