import { apiHandler } from '@cartless/lambda';
import { cohorts } from '../reports-service.ts';
import { route } from './route.ts';

export const handler = apiHandler(route, ({ query }) => cohorts()(query));
