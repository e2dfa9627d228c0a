import { TokenRefused, verifyAccessToken, type TokenRules } from './access-token.ts';
import { gatewayAuthorizer, scopesOf, type GatewayAuthorizer } from './gateway-claims.ts';
import { KeysUnavailable } from './issuer-keys.ts';

/** What API Gateway does with a request: hands it on, or answers it itself. */
export type Decision =
  | { readonly status: 200; readonly authorizer: GatewayAuthorizer }
  | { readonly status: 401 | 403 | 500; readonly message: string; readonly challenge?: string };

/**
 * Decides about a request to a route with a JWT authorizer, as API Gateway does.
 *
 * @param authorizations every `Authorization` header of the request; more than one is refused.
 * @param routeScopes the token needs at least one of them, when there are any.
 */
export async function authorizeRequest(
  authorizations: readonly string[],
  routeScopes: readonly string[],
  rules: TokenRules,
): Promise<Decision> {
  const [authorization, ...others] = authorizations;
  if (authorization === undefined) return unauthorized('Bearer');
  const token = /^Bearer +([^\s,]+)$/i.exec(authorization)?.[1];
  if (token === undefined || others.length > 0)
    return unauthorized(invalidToken('a single bearer token is needed'));
  try {
    const claims = await verifyAccessToken(token, rules);
    const scopes = scopesOf(claims);
    if (routeScopes.length > 0 && !routeScopes.some((scope) => scopes.includes(scope)))
      return forbidden(routeScopes);
    return { status: 200, authorizer: gatewayAuthorizer(claims, routeScopes) };
  } catch (error) {
    if (error instanceof TokenRefused) return unauthorized(invalidToken(error.message));
    if (error instanceof KeysUnavailable) return { status: 500, message: 'Internal Server Error' };
    throw error;
  }
}

const unauthorized = (challenge: string): Decision => ({ status: 401, message: 'Unauthorized', challenge });

const invalidToken = (why: string): string =>
  `Bearer scope="" error="invalid_token" error_description="${why}"`;

const forbidden = (scopes: readonly string[]): Decision => ({
  status: 403,
  message: 'Forbidden',
  challenge: `Bearer scope="${scopes.join(' ')}" error="insufficient_scope" error_description="the token does not have the scope of the route"`,
});
