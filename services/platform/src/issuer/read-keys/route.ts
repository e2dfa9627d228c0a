import { defineRoute } from '@cartless/lambda';
import * as z from 'zod/mini';
import { SigningUnavailable } from '../errors.ts';

export const route = defineRoute({
  id: 'readKeys',
  method: 'GET',
  path: '/.well-known/jwks.json',
  access: 'public',
  summary: 'The public keys of access tokens (RFC 7517)',
  success: {
    status: 200,
    description: 'Every key whose tokens may still be valid',
    body: z.object({
      keys: z.array(
        z.object({
          kty: z.literal('RSA'),
          kid: z.string(),
          alg: z.literal('RS256'),
          use: z.literal('sig'),
          n: z.string(),
          e: z.string(),
        }),
      ),
    }),
    cacheSeconds: 300,
  },
  errors: [SigningUnavailable],
});
