import { NewPassword, TypedPassword } from '@cartless/domain';
import { Busy } from '@cartless/aggregate';
import { defineRoute } from '@cartless/lambda';
import * as z from 'zod/mini';
import { AccountSuspended, AccountChanged, UserUnknown } from '../../accounts/errors.ts';
import { PasswordTooCommon, PasswordTooWeak, WrongPassword } from '../errors.ts';
import { TooManyAttempts, TooManyRequests } from '../../throttling/errors.ts';

export const route = defineRoute({
  id: 'changePassword',
  method: 'PUT',
  path: '/me/password',
  access: 'shop',
  summary: 'Changes the password',
  body: z.strictObject({ current: TypedPassword, next: NewPassword }),
  success: { status: 204, description: 'The password is changed; all other sessions have ended' },
  errors: [
    AccountSuspended,
    WrongPassword,
    TooManyAttempts,
    TooManyRequests,
    PasswordTooWeak,
    PasswordTooCommon,
    AccountChanged,
    Busy,
    UserUnknown,
  ],
});
