import { lazy } from '@cartless/lambda';
import { KMSClient } from '@aws-sdk/client-kms';
import { kmsSigner } from './kms-signer.ts';
import { localSigner } from './local-signer.ts';
import { tokenConfig } from '../config.ts';
import type { Signer } from './access-token.ts';

const kms = /* @__PURE__ */ lazy(
  () =>
    new KMSClient({ maxAttempts: 2, requestHandler: { requestTimeout: 3000, throwOnRequestTimeout: true } }),
);

/** Signs access tokens: with the platform's key, or with the laptop's own. */
export const signer = /* @__PURE__ */ lazy((): Signer => {
  const { LOCAL_SIGNING_KEY: local, SIGNING_KEY: arn } = tokenConfig();
  return local === undefined ? kmsSigner(kms(), arn) : localSigner(local);
});
