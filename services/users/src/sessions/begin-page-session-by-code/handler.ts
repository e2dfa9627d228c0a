import { apiHandler } from '@cartless/lambda';
import { siteConfig } from '../../config.ts';
import { pageAnswer } from '../page-session-body.ts';
import { loggingInByCode } from '../session-service.ts';
import { route } from './route.ts';

export const handler = apiHandler(route, async ({ body, headers }, { sourceIp }) => {
  const from = { sourceIp, userAgent: headers['user-agent'] };
  return pageAnswer(await loggingInByCode()({ ...body, ...from }), siteConfig());
});
