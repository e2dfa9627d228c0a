import { Instant } from '@cartless/domain';
import { defineRoute } from '@cartless/lambda';
import * as z from 'zod/mini';

export const route = defineRoute({
  id: 'reportCarriers',
  method: 'GET',
  path: '/carriers/health',
  access: 'public',
  summary: 'How the carriers are',
  description:
    'Calls of the last quarter of an hour. Success rate and latency are null when there were none.',
  success: {
    status: 200,
    description: 'One entry per carrier',
    cacheSeconds: 10,
    body: z.object({
      items: z.array(
        z.object({
          carrier: z.string(),
          breaker: z.enum(['open', 'closed']),
          openUntil: z.nullable(Instant),
          calls: z.int(),
          successRate: z.nullable(z.number()),
          averageMs: z.nullable(z.int()),
        }),
      ),
    }),
  },
});
