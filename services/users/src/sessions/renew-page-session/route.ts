import { defineRoute } from '@cartless/lambda';
import { PageCookies, PageHeaders, PageTokensBody, SET_COOKIES } from '../page-session-body.ts';
import { route as refreshToken } from '../refresh-token/route.ts';

export const route = defineRoute({
  id: 'renewPageSession',
  method: 'POST',
  path: '/session/refresh',
  access: 'public',
  summary: 'Gives a page of the shop a new access token',
  description:
    'What `POST /token/refresh` does with the refresh token of the cookie. A page asks for it when it is opened, and before its access token ends; pages that ask within 10 seconds get on together.',
  headers: PageHeaders,
  cookies: PageCookies,
  success: {
    status: 200,
    description: 'A new access token; forget the old one',
    headers: SET_COOKIES,
    body: PageTokensBody,
  },
  errors: refreshToken.errors,
});
