import { setEnvironment } from '@cartless/testing';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createLocalJWKSet, type JSONWebKeySet, jwtVerify } from 'jose';
import { startKms } from '../../../test/kms-stub.ts';
import { type UsersService, usersService } from '../../../test/users-service.ts';
import { handler as readKeys } from '../../issuer/read-keys/handler.ts';
import { handler as refreshToken } from './handler.ts';

const KEYS = ['new', 'old'].map((name) => `arn:aws:kms:us-east-1:000000000000:key/${name}`);
let service: UsersService;
let kms: Awaited<ReturnType<typeof startKms>>;
beforeAll(async () => {
  [service, kms] = await Promise.all([usersService(), startKms(KEYS)]);
  setEnvironment({
    LOCAL_SIGNING_KEY: undefined,
    SIGNING_KEYS: KEYS.join(','),
    AWS_ENDPOINT_URL_KMS: kms.url,
  });
});
afterAll(() => Promise.all([service.stop(), kms.stop()]));

it('answers 503 with Retry-After while KMS is away, starts no session, and uses up no token', async () => {
  const { userId } = await service.activeUser();
  const { body } = await service.logInAs(userId);
  const token = { body: { refreshToken: body['refreshToken'] } };
  const sessions = `session#${String(body['refreshToken']).split('.')[0]}`;
  const before = await service.item(sessions);

  kms.setUp(false);
  for (const answer of [await service.logInAs(userId), await service.call(refreshToken, token)]) {
    expect(answer).toMatchObject({ status: 503, body: { code: 'SIGNING_UNAVAILABLE' } });
    expect(answer.headers['retry-after']).toBe('5');
  }
  expect((await service.call(readKeys, { method: 'GET' })).status).toBe(503);
  expect(await service.item(sessions)).toEqual(before);

  kms.setUp(true);
  const renewed = await service.call(refreshToken, token);
  expect(renewed.status).toBe(200);
  const jwks = (await service.call(readKeys, { method: 'GET' })).body as unknown as JSONWebKeySet;
  expect(jwks.keys.map(({ kid }) => kid)).toEqual(['new', 'old']);
  const { protectedHeader } = await jwtVerify(String(renewed.body['accessToken']), createLocalJWKSet(jwks));
  expect(protectedHeader.kid).toBe('new');
});
