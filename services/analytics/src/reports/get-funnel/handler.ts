import { apiHandler } from '@cartless/lambda';
import { funnels } from '../reports-service.ts';
import { route } from './route.ts';

export const handler = apiHandler(route, ({ query }) => funnels()(query));
