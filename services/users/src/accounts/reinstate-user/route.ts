import { UserId } from '@cartless/domain';
import { defineRoute } from '@cartless/lambda';
import * as z from 'zod/mini';
import { Busy } from '@cartless/aggregate';
import { RoleNotYours } from '../../staff/errors.ts';
import { AccountSuspended, NotYourself, UserStateConflict, UserUnknown } from '../errors.ts';
import { Reason } from '../fields.ts';
import { UserBody } from '../user-body.ts';

export const route = defineRoute({
  id: 'reinstateUser',
  method: 'POST',
  path: '/users/{userId}/reinstate',
  access: 'support',
  summary: 'Lifts the suspension of an account',
  description:
    "Who did it and why stays on record with the account. An administrator's takes an administrator.",
  params: z.object({ userId: UserId }),
  body: z.optional(z.strictObject({ reason: z.optional(Reason) })),
  success: { status: 200, description: 'The account can be used again', body: UserBody },
  errors: [AccountSuspended, UserUnknown, UserStateConflict, NotYourself, RoleNotYours, Busy],
});
