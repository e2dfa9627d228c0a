import { setEnvironment, startKms } from '@cartless/testing';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { decodeProtectedHeader } from 'jose';
import { type UsersService, usersService } from '../../../test/users-service.ts';
import { handler as refreshToken } from './handler.ts';

const KEY = 'arn:aws:kms:us-east-1:000000000000:key/own';
let service: UsersService;
let kms: Awaited<ReturnType<typeof startKms>>;
beforeAll(async () => {
  [service, kms] = await Promise.all([usersService(), startKms([KEY])]);
  setEnvironment({
    LOCAL_SIGNING_KEY: undefined,
    SIGNING_KEY: KEY,
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
  expect(await service.item(sessions)).toEqual(before);

  kms.setUp(true);
  const renewed = await service.call(refreshToken, token);
  expect(renewed.status).toBe(200);
  expect(decodeProtectedHeader(String(renewed.body['accessToken'])).kid).toBe('own');
});
