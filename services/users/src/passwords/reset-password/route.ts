import { NewPassword } from '@cartless/domain';
import { Busy } from '@cartless/aggregate';
import { defineRoute } from '@cartless/lambda';
import * as z from 'zod/mini';
import { PasswordTooCommon, PasswordTooWeak } from '../errors.ts';
import { TokenExpired, TokenUnknown } from '../../links/errors.ts';
import { TooManyRequests } from '../../throttling/errors.ts';
import { Token } from '../../accounts/fields.ts';

export const route = defineRoute({
  id: 'resetPassword',
  method: 'POST',
  path: '/password/reset',
  access: 'public',
  summary: 'Sets a new password with the link from the mail',
  body: z.strictObject({ token: Token, password: NewPassword }),
  success: { status: 204, description: 'The password is set; all sessions have ended' },
  errors: [TokenUnknown, TokenExpired, PasswordTooWeak, PasswordTooCommon, TooManyRequests, Busy],
});
