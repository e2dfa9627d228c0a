import type { ServiceApi } from '@cartless/lambda/openapi';
import { route as readIssuer } from '../src/issuer/read-issuer/route.ts';
import { route as readKeys } from '../src/issuer/read-keys/route.ts';
import { EXAMPLES } from './examples.ts';

/** What the documents of this API say beside its routes. */
export const API: ServiceApi = {
  description: 'Who issues access tokens, and by which keys they are checked.',
  topics: { issuer: { name: 'Token issuer', description: 'By which keys access tokens are signed.' } },
  notes: [
    [readIssuer.success.body, { id: 'IssuerMetadata' }],
    [readKeys.success.body, { id: 'KeySet' }],
  ],
  examples: EXAMPLES,
};
