import { generateKeyPairSync } from 'node:crypto';
import { join } from 'node:path';
import { apiEvent, asFunction, lambdaContext, setEnvironment, startKms } from '@cartless/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';
import { createLocalJWKSet, jwtVerify, SignJWT } from 'jose';
import { handler as readIssuer } from './read-issuer/handler.ts';
import { handler as readKeys } from './read-keys/handler.ts';
import { localPublicKey } from './public-jwk.ts';

const ISSUER = 'https://abc123.execute-api.eu-central-1.amazonaws.com';
const KEYS = ['new', 'old'].map((name) => `arn:aws:kms:eu-central-1:000000000000:key/${name}`);
let kms: Awaited<ReturnType<typeof startKms>>;
beforeAll(async () => {
  kms = await startKms(KEYS);
  setEnvironment({
    ISSUER_URL: ISSUER,
    SITE_URL: 'https://shop.test',
    SIGNING_KEYS: KEYS.join(','),
    LOCAL_SIGNING_KEY: undefined,
    AWS_ENDPOINT_URL_KMS: kms.url,
  });
});
afterAll(() => kms.stop());

type Handler = (
  event: APIGatewayProxyEventV2,
  context: Context,
) => Promise<APIGatewayProxyStructuredResultV2>;
async function call(handler: Handler) {
  const event = apiEvent({ method: 'GET', path: '/' });
  const folder = join(import.meta.dirname, '../..');
  const { statusCode, body = '' } = await asFunction(folder, handler.name, () =>
    handler(event, lambdaContext()),
  );
  return { status: statusCode, body: JSON.parse(body) as Readonly<Record<string, unknown>> };
}

describe('the issuer', () => {
  it('names itself and its keys as discovery wants it, and where the shop renews tokens', async () => {
    expect(await call(readIssuer)).toMatchObject({
      status: 200,
      body: {
        issuer: ISSUER,
        jwks_uri: `${ISSUER}/.well-known/jwks.json`,
        token_endpoint: 'https://shop.test/token/refresh',
      },
    });
  });

  it('shows every key by the last part of its ARN, and says when it cannot, which is not kept', async () => {
    kms.setUp(false);
    expect(await call(readKeys)).toMatchObject({ status: 503, body: { code: 'SIGNING_UNAVAILABLE' } });
    kms.setUp(true);
    const { status, body } = await call(readKeys);
    expect(status).toBe(200);
    expect(body['keys']).toMatchObject(
      ['new', 'old'].map((kid) => ({ kid, kty: 'RSA', alg: 'RS256', use: 'sig' })),
    );
  });

  it("shows a laptop's key by its public half alone, and tokens are verified by it", async () => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const shown = localPublicKey(JSON.stringify({ ...privateKey.export({ format: 'jwk' }), kid: 'local' }));
    expect(JSON.stringify(shown)).not.toMatch(/"[dpq]"/);
    const token = await new SignJWT({}).setProtectedHeader({ alg: 'RS256', kid: 'local' }).sign(privateKey);
    const keys = createLocalJWKSet({ keys: [shown] });
    expect((await jwtVerify(token, keys)).protectedHeader.kid).toBe('local');
  });
});
