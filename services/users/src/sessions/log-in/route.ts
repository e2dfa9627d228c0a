import { received } from '@cartless/domain';
import { defineRoute } from '@cartless/lambda';
import * as z from 'zod/mini';
import { AccountSuspended } from '../../accounts/errors.ts';
import { BadCredentials, NotActivated } from '../errors.ts';
import { SigningUnavailable } from '../../issuer/errors.ts';
import { TooManyAttempts } from '../../throttling/errors.ts';
import { TypedPassword } from '../../accounts/fields.ts';
import { TokensBody } from '../tokens-body.ts';

export const route = defineRoute({
  id: 'logIn',
  method: 'POST',
  path: '/login',
  access: 'public',
  summary: 'Logs in by user id, user name or e-mail address',
  description:
    'An unknown name and a wrong password get the same answer. After repeated failures the next try has to wait; Retry-After says how long.',
  headers: z.object({ 'user-agent': z.optional(received(200)) }),
  body: z.strictObject({
    identifier: z.string().check(z.trim(), z.minLength(1), z.maxLength(254)),
    password: TypedPassword,
  }),
  success: {
    status: 200,
    description: 'An access token for 15 minutes, and a refresh token to exchange for the next',
    body: TokensBody,
  },
  errors: [BadCredentials, NotActivated, AccountSuspended, TooManyAttempts, SigningUnavailable],
});
