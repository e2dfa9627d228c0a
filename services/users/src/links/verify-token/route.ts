import { Busy } from '@cartless/aggregate';
import { UserId } from '@cartless/domain';
import { defineRoute } from '@cartless/lambda';
import * as z from 'zod/mini';
import { AccountSuspended, EmailTaken } from '../../accounts/errors.ts';
import { TokenExpired, TokenUnknown } from '../errors.ts';
import { Token } from '../../accounts/fields.ts';

export const route = defineRoute({
  id: 'verifyToken',
  method: 'POST',
  path: '/verify',
  access: 'public',
  summary: 'Confirms an address with the token of the link, for pages and scripts',
  body: z.strictObject({ token: Token }),
  success: {
    status: 200,
    description: 'The address is confirmed, now or before',
    body: z.object({ userId: UserId }),
  },
  errors: [TokenUnknown, TokenExpired, EmailTaken, AccountSuspended, Busy],
});
