import { defineRoute } from '@cartless/lambda';
import * as z from 'zod/mini';
import { SessionUnknown } from '../errors.ts';

export const route = defineRoute({
  id: 'endSession',
  method: 'DELETE',
  path: '/me/sessions/{sessionId}',
  access: 'shop',
  summary: 'Logs one device out',
  params: z.object({ sessionId: z.string().check(z.regex(/^[A-Za-z0-9_-]{22}$/)) }),
  success: { status: 204, description: 'The session has ended' },
  errors: [SessionUnknown],
});
