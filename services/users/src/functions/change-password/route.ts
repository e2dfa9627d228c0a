import { defineRoute } from '@cartless/lambda';
import * as z from 'zod/mini';
import {
  AccountSuspended,
  AccountChanged,
  PasswordTooCommon,
  PasswordTooWeak,
  TooManyAttempts,
  UserUnknown,
  WrongPassword,
} from '../../domain/errors.ts';
import { NewPassword, TypedPassword } from '../../fields.ts';

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
    PasswordTooWeak,
    PasswordTooCommon,
    AccountChanged,
    UserUnknown,
  ],
});
