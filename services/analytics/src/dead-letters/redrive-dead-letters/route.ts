import { redriveRoute } from '@cartless/lambda/dead-letter-routes';

export const route = redriveRoute('analytics');
