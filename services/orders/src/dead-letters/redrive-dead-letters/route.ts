import { ACCOUNT_REFUSALS } from '@cartless/domain';
import { redriveRoute } from '@cartless/lambda/dead-letter-routes';

export const route = redriveRoute('orders', ACCOUNT_REFUSALS);
