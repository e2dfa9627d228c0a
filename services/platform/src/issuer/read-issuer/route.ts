import { defineRoute } from '@cartless/lambda';
import * as z from 'zod/mini';

export const route = defineRoute({
  id: 'readIssuer',
  method: 'GET',
  path: '/.well-known/openid-configuration',
  access: 'public',
  summary: 'Where the keys and endpoints of the token issuer are (OpenID Connect Discovery)',
  success: {
    status: 200,
    description: 'What verifiers of access tokens need to know',
    body: z.object({
      issuer: z.string(),
      jwks_uri: z.string(),
      token_endpoint: z.string(),
      response_types_supported: z.array(z.string()),
      subject_types_supported: z.array(z.string()),
      id_token_signing_alg_values_supported: z.array(z.string()),
      scopes_supported: z.array(z.string()),
    }),
    cacheSeconds: 3600,
  },
});
