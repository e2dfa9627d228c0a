import { Instant } from '@cartless/domain';
import { defineRoute } from '@cartless/lambda';
import * as z from 'zod/mini';
import { UserUnknown } from '../../accounts/errors.ts';

export const route = defineRoute({
  id: 'listSessions',
  method: 'GET',
  path: '/me/sessions',
  access: 'shop',
  summary: 'Where the account is logged in',
  success: {
    status: 200,
    description: 'Sessions that can still be renewed, newest first; at most 100',
    body: z.object({
      items: z.array(
        z.object({
          sessionId: z.string(),
          current: z.boolean(),
          startedAt: Instant,
          usedAt: Instant,
          expiresAt: Instant,
          userAgent: z.nullable(z.string()),
          sourceIp: z.nullable(z.string()),
        }),
      ),
      nextCursor: z.null(),
    }),
  },
  errors: [UserUnknown],
});
