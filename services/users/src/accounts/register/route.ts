import { NewEmail, NewPassword, Phone, UserId, Username } from '@cartless/domain';
import { defineRoute } from '@cartless/lambda';
import * as z from 'zod/mini';
import {
  EmailTaken,
  IdempotencyKeyReused,
  PhoneInvalid,
  PhoneTaken,
  UsernameReserved,
  UsernameTaken,
} from '../errors.ts';
import { PasswordTooCommon, PasswordTooWeak } from '../../passwords/errors.ts';
import { TooManyRequests } from '../../throttling/errors.ts';
import { IdempotencyHeaders, Locale } from '../fields.ts';

export const route = defineRoute({
  id: 'register',
  method: 'POST',
  path: '/register',
  access: 'public',
  throttle: { rate: 20, burst: 40 },
  summary: 'Opens an account',
  description:
    'The account can be used once the link in the mail was followed. Without `locale` mail is in the language of Accept-Language. ' +
    'Counts against the same limits as `GET /availability`, whatever the answer is. A mailbox gets two such mails an hour.',
  headers: IdempotencyHeaders,
  body: z.strictObject({
    username: Username,
    password: NewPassword,
    email: NewEmail,
    phone: z.optional(Phone),
    locale: z.optional(Locale),
  }),
  success: {
    status: 200,
    description: 'The account is there; a mail with a link is on its way',
    body: z.object({ message: z.literal('success'), userId: UserId }),
    headers: { 'idempotent-replayed': '`true` when this Idempotency-Key was answered before' },
  },
  errors: [
    UsernameTaken,
    UsernameReserved,
    EmailTaken,
    PhoneTaken,
    PasswordTooWeak,
    PasswordTooCommon,
    PhoneInvalid,
    IdempotencyKeyReused,
    TooManyRequests,
  ],
});
