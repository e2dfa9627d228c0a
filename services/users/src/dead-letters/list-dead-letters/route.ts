import { deadLettersRoute } from '@cartless/lambda/dead-letter-routes';

export const route = deadLettersRoute('users');
