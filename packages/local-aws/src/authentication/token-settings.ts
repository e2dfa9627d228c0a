import type { JSONWebKeySet } from 'jose';

/** Whose tokens a service accepts. */
export interface TokenSettings {
  readonly issuer: string;
  readonly audience: readonly string[];
  readonly localKeys?: JSONWebKeySet | undefined;
}

/**
 * Reads the settings that the Serverless plugin takes from the service's JWT authorizer: `CARTLESS_JWT_ISSUER`,
 * `CARTLESS_JWT_AUDIENCE` (separated by commas) and `CARTLESS_LOCAL_JWKS` (optional, a JSON Web Key Set).
 *
 * @throws Error naming the variable that is missing or wrong.
 */
export function readTokenSettings(env: Readonly<Record<string, string | undefined>>): TokenSettings {
  const issuer = env['CARTLESS_JWT_ISSUER'] ?? '';
  if (!URL.canParse(issuer))
    throw new Error(`CARTLESS_JWT_ISSUER is "${issuer}"; it must be the URL of the issuer.`);
  const audience = (env['CARTLESS_JWT_AUDIENCE'] ?? '').split(',').map((one) => one.trim());
  if (audience.includes('')) throw new Error('CARTLESS_JWT_AUDIENCE must name at least one audience.');
  return { issuer, audience, localKeys: readKeys(env['CARTLESS_LOCAL_JWKS']) };
}

function readKeys(text: string | undefined): JSONWebKeySet | undefined {
  if (text === undefined || text === '') return undefined;
  const keys = parse(text);
  if (!Array.isArray(keys?.keys))
    throw new Error('CARTLESS_LOCAL_JWKS must be a JSON Web Key Set: {"keys": [...]}.');
  return keys as JSONWebKeySet;
}

function parse(text: string): { keys?: unknown } | null {
  try {
    return JSON.parse(text) as { keys?: unknown } | null;
  } catch {
    return null;
  }
}
