import { received, text } from '@cartless/domain';
import { defineRoute } from '@cartless/lambda';
import * as z from 'zod/mini';
import { AccountSuspended } from '../../accounts/errors.ts';
import { Identifier } from '../../accounts/fields.ts';
import { SigningUnavailable } from '../../issuer/errors.ts';
import { TooManyRequests } from '../../throttling/errors.ts';
import { CodeInvalid, NotActivated } from '../errors.ts';
import { LoggedInBody } from '../tokens-body.ts';

export const route = defineRoute({
  id: 'logInByCode',
  method: 'POST',
  path: '/login/code',
  access: 'public',
  throttle: { rate: 50, burst: 100 },
  summary: 'Finishes a log-in from a new device with the code from the mail',
  description:
    'After `CODE_REQUIRED`. The code has 8 digits, is good for 15 minutes, works once, and can be tried 5 times from one network. Asking again meanwhile, by logging in again, keeps the code that was mailed.',
  headers: z.object({ 'user-agent': z.optional(received(200)) }),
  body: z.strictObject({
    identifier: Identifier,
    code: text(16),
  }),
  success: {
    status: 200,
    description: 'What `POST /login` answers',
    body: LoggedInBody,
  },
  errors: [CodeInvalid, NotActivated, AccountSuspended, TooManyRequests, SigningUnavailable],
});
