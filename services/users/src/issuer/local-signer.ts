import { createPrivateKey, createPublicKey, type JsonWebKey, type KeyObject, sign } from 'node:crypto';
import type { PublicJwk, Signer } from './access-token.ts';

type PrivateJwk = JsonWebKey & Readonly<{ kid: string }>;

/** Signs with a key that is at hand as a private JWK: for laptops, where there is no KMS. */
export function localSigner(jwk: string): Signer {
  const { kid, key } = readKey(jwk);
  return { keyId: kid, sign: (input) => Promise.resolve(sign('RSA-SHA256', input, key)) };
}

/** The public half of such a key. */
export function localPublicKey(jwk: string): PublicJwk {
  const { kid, key } = readKey(jwk);
  return publicJwk(createPublicKey(key), kid);
}

/** An RSA key as the JWKS shows it. */
export function publicJwk(key: KeyObject, kid: string): PublicJwk {
  const { n, e } = key.export({ format: 'jwk' });
  if (n === undefined || e === undefined) throw new Error(`signing key ${kid} is not an RSA key`);
  return { kty: 'RSA', kid, alg: 'RS256', use: 'sig', n, e };
}

function readKey(jwk: string): { kid: string; key: KeyObject } {
  const key = JSON.parse(jwk) as PrivateJwk;
  return { kid: key.kid, key: createPrivateKey({ key, format: 'jwk' }) };
}
