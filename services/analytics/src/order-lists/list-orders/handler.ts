import { apiHandler } from '@cartless/lambda';
import { orderLists } from '../order-lists-service.ts';
import { route } from './route.ts';

export const handler = apiHandler(route, ({ query }) => orderLists()(query, query.cursor, query.limit));
