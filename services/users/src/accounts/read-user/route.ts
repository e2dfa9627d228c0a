import { defineRoute } from '@cartless/lambda';
import * as z from 'zod/mini';
import { AccountSuspended, UserUnknown } from '../errors.ts';
import { UserId } from '@cartless/domain';
import { UserDetailBody } from '../user-body.ts';

export const route = defineRoute({
  id: 'readUser',
  method: 'GET',
  path: '/users/{userId}',
  access: ['support', 'staff'],
  summary: 'One account with the log of what was done to it',
  params: z.object({ userId: UserId }),
  success: { status: 200, description: 'The account', body: UserDetailBody },
  errors: [AccountSuspended, UserUnknown],
});
