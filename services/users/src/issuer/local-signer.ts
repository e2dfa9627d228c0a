import { createPrivateKey, type JsonWebKey, sign } from 'node:crypto';
import type { Signer } from './access-token.ts';

/** All functions of a laptop run in one process, and to read a key takes longer than to sign with it. */
const known = new Map<string, Signer>();

/** Signs with a key that is at hand as a private JWK: for laptops, where there is no KMS. */
export function localSigner(jwk: string): Signer {
  const signer = known.get(jwk) ?? readSigner(jwk);
  known.set(jwk, signer);
  return signer;
}

function readSigner(jwk: string): Signer {
  const key = JSON.parse(jwk) as JsonWebKey & Readonly<{ kid: string }>;
  const privateKey = createPrivateKey({ key, format: 'jwk' });
  return { keyId: key.kid, sign: (input) => Promise.resolve(sign('RSA-SHA256', input, privateKey)) };
}
