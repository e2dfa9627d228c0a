import { apiHandler } from '@cartless/lambda';
import { stock } from '../../reports/reports-service.ts';
import { route } from './route.ts';

export const handler = apiHandler(route, ({ query }) => stock()(query));
