import { createPrivateKey, createPublicKey, type JsonWebKey, type KeyObject } from 'node:crypto';

/** A public RSA key as the JWKS shows it. */
export type PublicJwk = Readonly<{ kty: 'RSA'; kid: string; alg: 'RS256'; use: 'sig'; n: string; e: string }>;

/** Shows an RSA key under its name. @throws Error when it is of another kind */
export function publicJwk(key: KeyObject, kid: string): PublicJwk {
  const { n, e } = key.export({ format: 'jwk' });
  if (n === undefined || e === undefined) throw new Error(`signing key ${kid} is not an RSA key`);
  return { kty: 'RSA', kid, alg: 'RS256', use: 'sig', n, e };
}

/** The public half of a private JWK: for laptops, where there is no KMS. */
export function localPublicKey(jwk: string): PublicJwk {
  const key = JSON.parse(jwk) as JsonWebKey & Readonly<{ kid: string }>;
  return publicJwk(createPublicKey(createPrivateKey({ key, format: 'jwk' })), key.kid);
}
