import { CursorInvalid } from '@cartless/aggregate';
import { text, wholeNumber } from '@cartless/domain';
import { defineRoute } from '@cartless/lambda';
import * as z from 'zod/mini';
import { AccountSuspended, UserUnknown } from '../errors.ts';
import { UserBody } from '../user-body.ts';

export const route = defineRoute({
  id: 'listUsers',
  method: 'GET',
  path: '/users',
  access: 'support',
  summary: 'Lists accounts, or finds them',
  description: '`q` is an id, a user name, or the beginning of an e-mail address.',
  query: z.strictObject({
    q: z.optional(text(254, 0)),
    isActive: z.optional(z.stringbool()),
    limit: z._default(wholeNumber(1, 100), 20),
    cursor: z.optional(z.string().check(z.maxLength(1000))),
  }),
  success: {
    status: 200,
    description: 'A page of accounts in the order of their addresses, those in use first',
    body: z.object({ items: z.array(UserBody), nextCursor: z.nullable(z.string()) }),
  },
  errors: [AccountSuspended, UserUnknown, CursorInvalid],
});
