import { received, TypedPassword } from '@cartless/domain';
import { defineRoute } from '@cartless/lambda';
import * as z from 'zod/mini';
import { AccountSuspended } from '../../accounts/errors.ts';
import { BadCredentials, CodeRequired, NotActivated } from '../errors.ts';
import { SigningUnavailable } from '../../issuer/errors.ts';
import { TooManyAttempts, TooManyRequests } from '../../throttling/errors.ts';
import { Identifier, Token } from '../../accounts/fields.ts';
import { LoggedInBody } from '../tokens-body.ts';

export const route = defineRoute({
  id: 'logIn',
  method: 'POST',
  path: '/login',
  access: 'public',
  throttle: { rate: 50, burst: 100 },
  summary: 'Logs in by user id, user name or e-mail address',
  description:
    'An unknown name and a wrong password get the same answer. After 5 failures the next try has to wait some seconds; Retry-After says how long. After more of them the account is under attack: a device that shows the `deviceToken` of its last log-in goes on as before, and any other gets `CODE_REQUIRED`, whatever the password was. If it was right, a code is mailed to the owner, for `POST /login/code`.',
  headers: z.object({ 'user-agent': z.optional(received(200)) }),
  body: z.strictObject({
    identifier: Identifier,
    password: TypedPassword,
    deviceToken: z.optional(Token),
  }),
  success: {
    status: 200,
    description:
      'An access token for 15 minutes, a refresh token to exchange for the next, and a token by which this device is known at the next log-in; keep it after log-out',
    body: LoggedInBody,
  },
  errors: [
    BadCredentials,
    CodeRequired,
    NotActivated,
    AccountSuspended,
    TooManyAttempts,
    TooManyRequests,
    SigningUnavailable,
  ],
});
