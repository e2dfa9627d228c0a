import { apiHandler } from '@cartless/lambda';
import { loggingInByCode } from '../session-service.ts';
import { route } from './route.ts';

export const handler = apiHandler(route, ({ body, headers }, { sourceIp }) =>
  loggingInByCode()({ ...body, sourceIp, userAgent: headers['user-agent'] }),
);
