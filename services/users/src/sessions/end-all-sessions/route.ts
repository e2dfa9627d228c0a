import { Busy } from '@cartless/aggregate';
import { defineRoute } from '@cartless/lambda';
import { UserUnknown } from '../../accounts/errors.ts';

export const route = defineRoute({
  id: 'endAllSessions',
  method: 'DELETE',
  path: '/me/sessions',
  access: 'shop',
  summary: 'Logs every device out, this one too',
  success: { status: 204, description: 'All sessions have ended' },
  errors: [UserUnknown, Busy],
});
