import { apiHandler } from '@cartless/lambda';
import { leaders } from '../reports-service.ts';
import { route } from './route.ts';

export const handler = apiHandler(route, ({ query }) => leaders()(query));
