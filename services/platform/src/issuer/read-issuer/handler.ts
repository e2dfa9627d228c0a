import { SCOPE_NAMES } from '@cartless/domain';
import { apiHandler } from '@cartless/lambda';
import { issuerConfig } from '../../config.ts';
import { route } from './route.ts';

export const handler = apiHandler(route, () => {
  const { ISSUER_URL: issuer, SITE_URL: site } = issuerConfig();
  return {
    issuer,
    jwks_uri: `${issuer}/.well-known/jwks.json`,
    token_endpoint: `${site}/token/refresh`,
    response_types_supported: ['token'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
    scopes_supported: [...SCOPE_NAMES],
  };
});
