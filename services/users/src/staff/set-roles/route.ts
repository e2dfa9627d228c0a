import { Busy } from '@cartless/aggregate';
import { ROLE_NAMES, UserId } from '@cartless/domain';
import { defineRoute } from '@cartless/lambda';
import * as z from 'zod/mini';
import { AccountSuspended, UserStateConflict, UserUnknown } from '../../accounts/errors.ts';
import { UserBody } from '../../accounts/user-body.ts';
import { LastAdmin, RoleNotYours } from '../errors.ts';

export const route = defineRoute({
  id: 'setRoles',
  method: 'PUT',
  path: '/users/{userId}/roles',
  access: 'staff',
  summary: 'Sets the roles of an account',
  description:
    'All of them; an empty list leaves the account a shopper. Somebody can give only what they have themselves, and `admin`, ' +
    'which is every area, is given and taken by administrators alone. What was given shows in the next access token; what was ' +
    'taken is gone from it too, and the token before it lives 15 minutes at most. Who did it stays on record with the account.',
  params: z.object({ userId: UserId }),
  body: z.strictObject({ roles: z.array(z.enum(ROLE_NAMES)).check(z.maxLength(ROLE_NAMES.length)) }),
  success: { status: 200, description: 'The account with its roles', body: UserBody },
  errors: [AccountSuspended, UserUnknown, UserStateConflict, RoleNotYours, LastAdmin, Busy],
});
