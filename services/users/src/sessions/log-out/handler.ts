import { apiHandler } from '@cartless/lambda';
import { loggingOut } from '../session-service.ts';
import { route } from './route.ts';

export const handler = apiHandler(route, ({ body }) => loggingOut()(body.refreshToken));
