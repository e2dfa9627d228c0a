import { NewEmail, Phone, TypedPassword } from '@cartless/domain';
import { Busy } from '@cartless/aggregate';
import { defineRoute } from '@cartless/lambda';
import * as z from 'zod/mini';
import {
  AccountChanged,
  AccountSuspended,
  EmailTaken,
  PhoneInvalid,
  PhoneTaken,
  UserUnknown,
} from '../errors.ts';
import { PasswordNeeded, WrongPassword } from '../../passwords/errors.ts';
import { TooManyAttempts, TooManyRequests } from '../../throttling/errors.ts';
import { Locale } from '../fields.ts';
import { ProfileBody } from '../profile-body.ts';

export const route = defineRoute({
  id: 'changeProfile',
  method: 'PATCH',
  path: '/me',
  access: 'shop',
  summary: 'Changes the profile',
  description:
    'A new e-mail address needs `password`; it is `newEmail` until the link in the mail to it was followed. A phone of null takes the number away. ' +
    '`weeklyReport` says whether the weekly report is mailed to an account that may see reports. ' +
    'Phone numbers and addresses count against the same limits as `GET /availability`; an address can be changed 5 times an hour.',
  body: z.strictObject({
    locale: z.optional(Locale),
    weeklyReport: z.optional(z.boolean()),
    phone: z.optional(z.nullable(Phone)),
    email: z.optional(NewEmail),
    password: z.optional(TypedPassword),
  }),
  success: { status: 200, description: 'The profile as it is now', body: ProfileBody },
  errors: [
    PasswordNeeded,
    WrongPassword,
    TooManyAttempts,
    TooManyRequests,
    EmailTaken,
    PhoneTaken,
    PhoneInvalid,
    AccountSuspended,
    AccountChanged,
    Busy,
    UserUnknown,
  ],
});
