import { Email } from '@cartless/domain';
import { defineRoute } from '@cartless/lambda';
import * as z from 'zod/mini';
import { TooManyRequests } from '../../throttling/errors.ts';

export const route = defineRoute({
  id: 'resendVerification',
  method: 'POST',
  path: '/verify/resend',
  access: 'public',
  throttle: { rate: 20, burst: 40 },
  summary: 'Sends the verification mail again',
  description:
    'The answer is the same whether there is such an account or not; an older link stops working when the mail is sent. A mailbox gets at most 5 mails an hour, 2 of them of this kind.',
  body: z.strictObject({ email: Email }),
  success: { status: 202, description: 'The mail is sent if there is such an account' },
  errors: [TooManyRequests],
});
