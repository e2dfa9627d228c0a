import type { JWTPayload } from 'jose';

/** What an HTTP API puts into `requestContext.authorizer` after its JWT authorizer has accepted a token. */
export interface GatewayAuthorizer {
  readonly jwt: {
    readonly claims: Readonly<Record<string, string>>;
    /** The token's scopes where the route asks for any, otherwise null. */
    readonly scopes: readonly string[] | null;
  };
}

/** Shapes verified claims as an HTTP API hands them on: every claim is a string, a list is written `[a b]`. */
export function gatewayAuthorizer(claims: JWTPayload, routeScopes: readonly string[]): GatewayAuthorizer {
  const texts = Object.entries(claims).map(([name, value]) => [name, toText(value)] as const);
  return {
    jwt: { claims: Object.fromEntries(texts), scopes: routeScopes.length === 0 ? null : scopesOf(claims) },
  };
}

/** The scopes of a token, from `scope` (separated by spaces) or `scp` (a list or the same). */
export function scopesOf(claims: JWTPayload): readonly string[] {
  const scopes: unknown = claims['scope'] ?? claims['scp'];
  if (Array.isArray(scopes)) return scopes.filter((scope) => typeof scope === 'string');
  return typeof scopes === 'string' ? scopes.split(' ').filter((scope) => scope !== '') : [];
}

function toText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(toText).join(' ')}]`;
  return typeof value === 'string' ? value : JSON.stringify(value);
}
