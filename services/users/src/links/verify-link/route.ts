import { defineRoute } from '@cartless/lambda';
import * as z from 'zod/mini';

export const route = defineRoute({
  id: 'verifyLink',
  method: 'GET',
  path: '/verify',
  access: 'public',
  summary:
    'The link in the verification mail: activates the account and goes on to the login page of the shop',
  description:
    'The login page, `/account/login`, is told `verified=1`, or `verified=0` with `reason=unknown`, `reason=expired`, `reason=taken` or `reason=suspended`.',
  // Mail programs add parameters of their own.
  query: z.looseObject({ token: z.optional(z.string()) }),
  success: {
    status: 302,
    description: 'On to the login page of the shop',
    headers: { location: 'The login page with the outcome' },
  },
});
