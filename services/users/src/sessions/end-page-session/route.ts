import { defineRoute } from '@cartless/lambda';
import { PageCookies, PageHeaders } from '../page-session-body.ts';

export const route = defineRoute({
  id: 'endPageSession',
  method: 'DELETE',
  path: '/session',
  access: 'public',
  summary: 'Logs out from a page of the shop',
  description: 'Access tokens of the session stay good until they expire, at most 15 minutes.',
  headers: PageHeaders,
  cookies: PageCookies,
  success: {
    status: 204,
    description: 'The session has ended, now or before',
    headers: { 'set-cookie': 'Takes the refresh token away; the mark of the device stays' },
  },
});
