import { apiHandler } from '@cartless/lambda';
import { loggingIn } from '../session-service.ts';
import { route } from './route.ts';

export const handler = apiHandler(route, ({ body, headers }, { sourceIp }) =>
  loggingIn()({ ...body, sourceIp, userAgent: headers['user-agent'] }),
);
