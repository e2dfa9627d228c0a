import { apiHandler } from '@cartless/lambda';
import { refreshing } from '../session-service.ts';
import { route } from './route.ts';

export const handler = apiHandler(route, ({ body }) => refreshing()(body.refreshToken));
