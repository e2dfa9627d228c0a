import { apiHandler } from '@cartless/lambda';
import { siteConfig } from '../../config.ts';
import { goneAnswer, kept } from '../page-session-body.ts';
import { loggingOut } from '../session-service.ts';
import { route } from './route.ts';

export const handler = apiHandler(route, async ({ cookies }) => {
  const site = siteConfig();
  await loggingOut()(kept(cookies, 'session', site));
  return goneAnswer(site);
});
