import { decodeProtectedHeader, jwtVerify, type JWTPayload, type JWTVerifyGetKey } from 'jose';
import { KeysUnavailable } from './issuer-keys.ts';

/** What an access token must fit to. */
export interface TokenRules {
  readonly keys: JWTVerifyGetKey;
  readonly issuer: string;
  readonly audience: readonly string[];
  /** The time of the check; now when not given. */
  readonly now?: Date | undefined;
}

/** The token cannot be accepted; the message says why, in words that a client may see. */
export class TokenRefused extends Error {}

/** API Gateway takes 10 KB of headers in all. */
const MAX_TOKEN_LENGTH = 8 * 1024;

/** A token must not bring the key that it is checked with. */
const KEY_CARRIERS = ['jwk', 'jku', 'x5u', 'x5c'];

/**
 * Makes the checks of API Gateway's JWT authorizer: RS256 signature with a key of the issuer found by `kid`, `iss`,
 * `aud` (or `client_id` where there is no `aud`), `exp`, `nbf`, `iat`.
 *
 * @throws TokenRefused when a check fails, KeysUnavailable when there are no keys to check with.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html
 */
export async function verifyAccessToken(token: string, rules: TokenRules): Promise<JWTPayload> {
  checkHeader(token);
  const now = rules.now ?? new Date();
  const claims = await verifySignature(token, rules, now);
  checkAudience(claims, rules.audience);
  if (claims.iat !== undefined && !(claims.iat <= now.getTime() / 1000)) {
    throw new TokenRefused('the token was issued in the future');
  }
  return claims;
}

function checkHeader(token: string): void {
  if (token.length > MAX_TOKEN_LENGTH) throw new TokenRefused('the token is too long');
  const header = readHeader(token);
  if (header.alg !== 'RS256') throw new TokenRefused('the token is not signed with RS256');
  if (typeof header.kid !== 'string' || header.kid === '') throw new TokenRefused('the token names no key');
  const { typ = 'JWT' } = header;
  if (typeof typ !== 'string' || !/^(application\/)?(at\+)?jwt$/i.test(typ)) {
    throw new TokenRefused('the token is not an access token');
  }
  if (KEY_CARRIERS.some((name) => name in header)) throw new TokenRefused('the token brings its own key');
}

function readHeader(token: string): ReturnType<typeof decodeProtectedHeader> {
  try {
    return decodeProtectedHeader(token);
  } catch (error) {
    throw new TokenRefused('the token is malformed', { cause: error });
  }
}

async function verifySignature(token: string, rules: TokenRules, now: Date): Promise<JWTPayload> {
  try {
    const { payload } = await jwtVerify(token, rules.keys, {
      algorithms: ['RS256'],
      issuer: rules.issuer,
      requiredClaims: ['exp'],
      currentDate: now,
    });
    return payload;
  } catch (error) {
    if (error instanceof KeysUnavailable) throw error;
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    const reason = code === 'ERR_JWT_EXPIRED' ? 'the token has expired' : 'the token is not valid';
    throw new TokenRefused(reason, { cause: error });
  }
}

function checkAudience(claims: JWTPayload, wanted: readonly string[]): void {
  const given: unknown = claims.aud ?? claims['client_id'];
  const audiences: readonly unknown[] = Array.isArray(given) ? given : [given];
  if (!audiences.some((audience) => typeof audience === 'string' && wanted.includes(audience))) {
    throw new TokenRefused('the token is for another audience');
  }
}
