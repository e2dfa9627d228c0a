import { apiHandler } from '@cartless/lambda';
import { summaries } from '../reports-service.ts';
import { route } from './route.ts';

export const handler = apiHandler(route, ({ query }) => summaries()(query));
