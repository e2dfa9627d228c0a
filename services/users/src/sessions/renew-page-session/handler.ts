import { apiHandler } from '@cartless/lambda';
import { siteConfig } from '../../config.ts';
import { kept, pageAnswer } from '../page-session-body.ts';
import { refreshing } from '../session-service.ts';
import { route } from './route.ts';

export const handler = apiHandler(route, async ({ cookies }) => {
  const site = siteConfig();
  return pageAnswer(await refreshing()(kept(cookies, 'session', site)), site);
});
