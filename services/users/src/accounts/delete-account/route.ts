import { TypedPassword } from '@cartless/domain';
import { Busy } from '@cartless/aggregate';
import { defineRoute } from '@cartless/lambda';
import * as z from 'zod/mini';
import { AccountChanged, AccountSuspended, UserUnknown } from '../errors.ts';
import { TooManyAttempts, TooManyRequests } from '../../throttling/errors.ts';
import { WrongPassword } from '../../passwords/errors.ts';
import { LastAdmin } from '../../staff/errors.ts';

export const route = defineRoute({
  id: 'deleteAccount',
  method: 'DELETE',
  path: '/me',
  access: 'shop',
  summary: 'Deletes the account',
  description:
    'Personal data are erased here at once and by event in the other services. Nobody can take the user name for 30 days.',
  body: z.strictObject({ password: TypedPassword }),
  success: { status: 204, description: 'The account and its personal data are erased' },
  errors: [
    WrongPassword,
    TooManyAttempts,
    TooManyRequests,
    AccountSuspended,
    AccountChanged,
    LastAdmin,
    Busy,
    UserUnknown,
  ],
});
