import { apiHandler } from '@cartless/lambda';
import { leaders } from '../reports-wiring.ts';
import { route } from './route.ts';

export const handler = apiHandler(route, ({ query }) => leaders()(query));
