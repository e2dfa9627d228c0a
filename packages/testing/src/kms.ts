import { generateKeyPairSync, sign } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

type Request = { KeyId: string; Message?: string; SigningAlgorithm?: string };

/** KMS's Sign and GetPublicKey over HTTP, with real keys under the given ARNs; it can be taken down. */
export async function startKms(arns: readonly string[]) {
  const keys = new Map(arns.map((arn) => [arn, generateKeyPairSync('rsa', { modulusLength: 2048 })]));
  let isUp = true;

  function answerTo(target: string, { KeyId, Message, SigningAlgorithm }: Request): object {
    const pair = keys.get(KeyId);
    if (pair === undefined) throw new Error(`no key ${KeyId}`);
    if (target.endsWith('GetPublicKey')) {
      return { PublicKey: pair.publicKey.export({ format: 'der', type: 'spki' }).toString('base64') };
    }
    if (SigningAlgorithm !== 'RSASSA_PKCS1_V1_5_SHA_256')
      throw new Error(`not for this key: ${SigningAlgorithm}`);
    const signature = sign('RSA-SHA256', Buffer.from(Message ?? '', 'base64'), pair.privateKey);
    return { Signature: signature.toString('base64') };
  }
  const server = createServer((request, response) => {
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
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    setUp(up: boolean) {
      isUp = up;
    },
    async stop() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
