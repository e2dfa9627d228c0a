import { Email } from '@cartless/domain';
import { defineRoute } from '@cartless/lambda';
import * as z from 'zod/mini';
import { TooManyRequests } from '../../throttling/errors.ts';

export const route = defineRoute({
  id: 'forgetPassword',
  method: 'POST',
  path: '/password/forgot',
  access: 'public',
  throttle: { rate: 20, burst: 40 },
  summary: 'Sends a link with which a new password can be set',
  description:
    'The answer is the same whether there is such an account or not; the link is good for 60 minutes and works once. A mailbox gets at most 5 mails an hour; beyond that the newest link that was sent goes on working.',
  body: z.strictObject({ email: Email }),
  success: { status: 202, description: 'The mail is sent if there is such an account' },
  errors: [TooManyRequests],
});
