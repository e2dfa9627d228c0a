import { defineRoute } from '@cartless/lambda';
import * as z from 'zod/mini';
import { Token } from '../../accounts/fields.ts';

export const route = defineRoute({
  id: 'logOut',
  method: 'POST',
  path: '/logout',
  access: 'public',
  summary: 'Ends the session of a refresh token',
  description: 'Access tokens of the session stay good until they expire, at most 15 minutes.',
  body: z.strictObject({ refreshToken: Token }),
  success: { status: 204, description: 'The session has ended, now or before' },
});
