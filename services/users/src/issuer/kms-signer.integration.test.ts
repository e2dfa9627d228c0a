import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createPublicKey } from 'node:crypto';
import { GetPublicKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import { jwtVerify } from 'jose';
import { startKms } from '@cartless/testing';
import { issueAccessToken } from './access-token.ts';
import { kmsSigner } from './kms-signer.ts';

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
  it('are verified by the key that they name, before and after the signing key was rotated', async () => {
    for (const arn of [OLD, NEW]) {
      const { accessToken } = await issue(arn);
      const { PublicKey = new Uint8Array() } = await kms.send(new GetPublicKeyCommand({ KeyId: arn }));
      const key = createPublicKey({ key: Buffer.from(PublicKey), format: 'der', type: 'spki' });
      const { payload, protectedHeader } = await jwtVerify(accessToken, key, {
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
    stub.setUp(true);
  });
});
