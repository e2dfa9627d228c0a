import { lazy } from '@cartless/lambda';
import { KMSClient } from '@aws-sdk/client-kms';
import { kmsPublicKey, kmsSigner } from './kms-signer.ts';
import { localPublicKey, localSigner } from './local-signer.ts';
import { tokenConfig } from '../config.ts';
import type { PublicJwk, Signer } from './access-token.ts';

const kms = /* @__PURE__ */ lazy(
  () => new KMSClient({ maxAttempts: 2, requestHandler: { requestTimeout: 3000 } }),
);
const keyArns = () => tokenConfig().SIGNING_KEYS.split(',');

/** Signs access tokens: with the first KMS key, or with the laptop's own. */
export const signer = /* @__PURE__ */ lazy((): Signer => {
  const { LOCAL_SIGNING_KEY: local } = tokenConfig();
  return local === undefined ? kmsSigner(kms(), keyArns()[0] ?? '') : localSigner(local);
});

/** Every key whose tokens may still be about: a new one is shown before it signs, an old one until its tokens expired. */
export const publicKeys = async (): Promise<PublicJwk[]> => {
  const { LOCAL_SIGNING_KEY: local } = tokenConfig();
  if (local !== undefined) return [localPublicKey(local)];
  return Promise.all(keyArns().map((arn) => kmsPublicKey(kms(), arn)));
};
