import { generateKeyPairSync, sign } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { KMSClient } from '@aws-sdk/client-kms';
import { createLocalJWKSet, jwtVerify } from 'jose';
import { issueAccessToken } from '../domain/access-token.ts';
import { kmsPublicKey, kmsSigner } from './kms-signer.ts';

const ARN = 'arn:aws:kms:us-east-1:000000000000:key/0b1c2d3e-0000-4000-8000-';
const [NEW, OLD] = [`${ARN}000000000001`, `${ARN}000000000002`];
const keys = new Map([NEW, OLD].map((arn) => [arn, generateKeyPairSync('rsa', { modulusLength: 2048 })]));
let isUp = true;
let server: Server;
let kms: KMSClient;

type Request = { KeyId: string; Message?: string; SigningAlgorithm?: string };

/** KMS's own protocol: Sign and GetPublicKey over real keys. */
function answerTo(target: string, { KeyId, Message, SigningAlgorithm }: Request): object {
  const pair = keys.get(KeyId);
  if (pair === undefined) throw new Error(`no key ${KeyId}`);
  if (target.endsWith('GetPublicKey')) {
    return { PublicKey: pair.publicKey.export({ format: 'der', type: 'spki' }).toString('base64') };
  }
  if (SigningAlgorithm !== 'RSASSA_PKCS1_V1_5_SHA_256')
    throw new Error(`not for this key: ${SigningAlgorithm}`);
  return {
    Signature: sign('RSA-SHA256', Buffer.from(Message ?? '', 'base64'), pair.privateKey).toString('base64'),
  };
}

beforeAll(async () => {
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = JSON.parse(Buffer.concat(chunks).toString()) as Request;
      response.writeHead(isUp ? 200 : 500, { 'content-type': 'application/x-amz-json-1.1' });
      response.end(isUp ? JSON.stringify(answerTo(String(request.headers['x-amz-target']), body)) : '{}');
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  kms = new KMSClient({ endpoint: `http://127.0.0.1:${port}`, maxAttempts: 1 });
});
afterAll(() => {
  kms.destroy();
  server.close();
  server.closeAllConnections();
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
    isUp = false;
    await expect(issue(NEW)).rejects.toMatchObject({
      kind: 'unavailable',
      code: 'SIGNING_UNAVAILABLE',
      details: { retryAfter: 5 },
    });
    await expect(kmsPublicKey(kms, NEW)).rejects.toMatchObject({ code: 'SIGNING_UNAVAILABLE' });
    isUp = true;
  });
});
