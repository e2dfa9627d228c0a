import type { Examples } from '@cartless/lambda/openapi';

/** What is really sent and answered, by the ids of the routes. */
export const EXAMPLES: Examples = {
  readIssuer: {
    answer: {
      issuer: 'https://id.shop.example',
      jwks_uri: 'https://id.shop.example/.well-known/jwks.json',
      token_endpoint: 'https://shop.example/token/refresh',
      response_types_supported: ['token'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: ['RS256'],
      scopes_supported: ['shop', 'catalogue', 'support'],
    },
  },
  readKeys: {
    answer: {
      keys: [
        {
          kty: 'RSA',
          kid: '2026-11',
          alg: 'RS256',
          use: 'sig',
          n: '0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2',
          e: 'AQAB',
        },
      ],
    },
  },
};
