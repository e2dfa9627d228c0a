import { apiHandler } from '@cartless/lambda';
import { orderLists } from '../order-lists-wiring.ts';
import { route } from './route.ts';

export const handler = apiHandler(route, ({ query }) => orderLists()(query, query.cursor, query.limit));
