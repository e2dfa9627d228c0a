import { apiHandler } from '@cartless/lambda';
import { fulfilments } from '../reports-service.ts';
import { route } from './route.ts';

export const handler = apiHandler(route, ({ query }) => fulfilments()(query));
