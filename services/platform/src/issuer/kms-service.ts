import { createPublicKey } from 'node:crypto';
import { GetPublicKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import { lazy } from '@cartless/lambda';
import { SigningUnavailable } from './errors.ts';
import { type PublicJwk, publicJwk } from './public-jwk.ts';

const client = /* @__PURE__ */ lazy(
  () =>
    new KMSClient({ maxAttempts: 2, requestHandler: { requestTimeout: 3000, throwOnRequestTimeout: true } }),
);

/**
 * The public half of a key of KMS, for the JWKS. The last part of its ARN is its name, as in the tokens.
 *
 * @throws AppError SIGNING_UNAVAILABLE
 */
export async function kmsPublicKey(keyArn: string): Promise<PublicJwk> {
  try {
    const { PublicKey } = await client().send(new GetPublicKeyCommand({ KeyId: keyArn }));
    const key = createPublicKey({ key: Buffer.from(PublicKey ?? []), format: 'der', type: 'spki' });
    return publicJwk(key, keyArn.slice(keyArn.lastIndexOf('/') + 1));
  } catch (cause) {
    throw SigningUnavailable({ details: { retryAfter: 5 }, cause });
  }
}
