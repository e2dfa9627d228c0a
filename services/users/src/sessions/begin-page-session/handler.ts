import { apiHandler } from '@cartless/lambda';
import { siteConfig } from '../../config.ts';
import { kept, pageAnswer } from '../page-session-body.ts';
import { loggingIn } from '../session-service.ts';
import { route } from './route.ts';

export const handler = apiHandler(route, async ({ body, headers, cookies }, { sourceIp }) => {
  const site = siteConfig();
  const from = { sourceIp, userAgent: headers['user-agent'], deviceToken: kept(cookies, 'device', site) };
  return pageAnswer(await loggingIn()({ ...body, ...from }), site);
});
