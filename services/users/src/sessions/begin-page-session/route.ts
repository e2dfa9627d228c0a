import { received, TypedPassword } from '@cartless/domain';
import { defineRoute } from '@cartless/lambda';
import * as z from 'zod/mini';
import { Identifier } from '../../accounts/fields.ts';
import { route as logIn } from '../log-in/route.ts';
import { PageCookies, PageHeaders, PageTokensBody, SET_COOKIES } from '../page-session-body.ts';

export const route = defineRoute({
  id: 'beginPageSession',
  method: 'POST',
  path: '/session',
  access: 'public',
  throttle: { rate: 50, burst: 100 },
  summary: 'Logs in from a page of the shop',
  description:
    'What `POST /login` does, for browsers: the refresh token and the mark of the device are kept in cookies that no script can read, and are sent to the routes under `/session` alone.',
  headers: z.extend(PageHeaders, { 'user-agent': z.optional(received(200)) }),
  cookies: PageCookies,
  body: z.strictObject({ identifier: Identifier, password: TypedPassword }),
  success: {
    status: 200,
    description: 'An access token for 15 minutes; `POST /session/refresh` gives the next',
    headers: SET_COOKIES,
    body: PageTokensBody,
  },
  errors: logIn.errors,
});
