import { defineRoute } from '@cartless/lambda';
import * as z from 'zod/mini';
import { TooManyRequests } from '../../throttling/errors.ts';
import { AvailabilityQuery } from './availability-query.ts';

export const route = defineRoute({
  id: 'checkAvailability',
  method: 'GET',
  path: '/availability',
  access: 'public',
  throttle: { rate: 50, burst: 100 },
  summary: 'Says whether a name is free, for the form’s live hint',
  description:
    'Give exactly one of username, email and phone. 30 calls a minute from one network address, registrations and changes of names among them.',
  query: AvailabilityQuery,
  success: {
    status: 200,
    description: 'Whether somebody could register with it now',
    body: z.object({ available: z.boolean() }),
  },
  errors: [TooManyRequests],
});
