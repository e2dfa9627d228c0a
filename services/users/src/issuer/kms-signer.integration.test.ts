import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { KMSClient } from '@aws-sdk/client-kms';
import { createLocalJWKSet, jwtVerify } from 'jose';
import { startKms } from '../../test/kms-stub.ts';
import { issueAccessToken } from './access-token.ts';
import { kmsPublicKey, kmsSigner } from './kms-signer.ts';

const ARN = 'arn:aws:kms:us-east-1:000000000000:key/0b1c2d3e-0000-4000-8000-';
const [NEW, OLD] = [`${ARN}000000000001`, `${ARN}000000000002`];
let stub: Awaited<ReturnType<typeof startKms>>;
let kms: KMSClient;

beforeAll(async () => {
  stub = await startKms([NEW, OLD]);
  kms = new KMSClient({ endpoint: stub.url, maxAttempts: 1 });
});
afterAll(async () => {
  kms.destroy();
  await stub.stop();
});

const user = { id: 'usr_mei', typed: { username: 'mei' }, scopes: ['shop'] } as const;
const issue = (arn: string) =>
  issueAccessToken(kmsSigner(kms, arn), 'https://shop.test', user, 'sid', new Date());

describe('tokens signed by KMS', () => {
  it('are verified by the published keys, before and after the signing key was rotated', async () => {
    const jwks = createLocalJWKSet({ keys: [await kmsPublicKey(kms, NEW), await kmsPublicKey(kms, OLD)] });
    for (const arn of [OLD, NEW]) {
      const { accessToken } = await issue(arn);
      const { payload, protectedHeader } = await jwtVerify(accessToken, jwks, {
        issuer: 'https://shop.test',
      });
      expect([payload.sub, protectedHeader.kid]).toEqual(['usr_mei', arn.split('/')[1]]);
    }
  });

  it('are not to be had while KMS is down; the caller is told when to come back', async () => {
    stub.setUp(false);
    await expect(issue(NEW)).rejects.toMatchObject({
      kind: 'unavailable',
      code: 'SIGNING_UNAVAILABLE',
      details: { retryAfter: 5 },
    });
    await expect(kmsPublicKey(kms, NEW)).rejects.toMatchObject({ code: 'SIGNING_UNAVAILABLE' });
    stub.setUp(true);
  });
});
