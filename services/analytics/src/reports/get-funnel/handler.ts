import { apiHandler } from '@cartless/lambda';
import { funnels } from '../reports-wiring.ts';
import { route } from './route.ts';

export const handler = apiHandler(route, ({ query }) => funnels()(query));
