import { received } from '@cartless/domain';
import { defineRoute } from '@cartless/lambda';
import * as z from 'zod/mini';
import { route as logInByCode } from '../log-in-by-code/route.ts';
import { PageHeaders, PageTokensBody, SET_COOKIES } from '../page-session-body.ts';

export const route = defineRoute({
  id: 'beginPageSessionByCode',
  method: 'POST',
  path: '/session/code',
  access: 'public',
  throttle: { rate: 50, burst: 100 },
  summary: 'Finishes a log-in from a page of the shop with the code from the mail',
  description: 'What `POST /login/code` does, after `CODE_REQUIRED` of `POST /session`.',
  headers: z.extend(PageHeaders, { 'user-agent': z.optional(received(200)) }),
  body: logInByCode.body,
  success: {
    status: 200,
    description: 'What `POST /session` answers',
    headers: SET_COOKIES,
    body: PageTokensBody,
  },
  errors: logInByCode.errors,
});
