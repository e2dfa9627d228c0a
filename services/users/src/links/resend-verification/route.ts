import { defineRoute } from '@cartless/lambda';
import * as z from 'zod/mini';
import { Email } from '../../accounts/fields.ts';

export const route = defineRoute({
  id: 'resendVerification',
  method: 'POST',
  path: '/verify/resend',
  access: 'public',
  summary: 'Sends the verification mail again',
  description:
    'The answer is the same whether there is such an account or not; the older link stops working. At most 5 mails an hour go to one address.',
  body: z.strictObject({ email: Email }),
  success: { status: 202, description: 'The mail is sent if there is such an account' },
});
