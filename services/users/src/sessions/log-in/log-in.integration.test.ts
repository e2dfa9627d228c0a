import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { decodeProtectedHeader, importJWK, type JWK, jwtVerify } from 'jose';
import { counterKey } from '../../users-table.ts';
import { localSigner } from '../../issuer/local-signer.ts';
import { logIn } from '../log-in.ts';
import { SigningUnavailable } from '../../issuer/errors.ts';
import { ISSUER, PASSWORD, type UsersService, usersService } from '../../../test/users-service.ts';
import { handler as logInByCode } from '../log-in-by-code/handler.ts';
import { handler as logOut } from '../log-out/handler.ts';
import { handler as logInHandler } from './handler.ts';
import { handler as readProfile } from '../../accounts/read-profile/handler.ts';
import { handler as refreshToken } from '../refresh-token/handler.ts';
import { handler as register } from '../../accounts/register/handler.ts';

let service: UsersService;
beforeAll(async () => {
  service = await usersService();
});
afterAll(() => service.stop());

const refresh = (token: string) => service.call(refreshToken, { body: { refreshToken: token } });

describe('log-in', () => {
  it('knows a user by id, name and address, in any spelling, and gives tokens that the public key verifies', async () => {
    const { userId, username, email } = await service.activeUser();
    for (const identifier of [userId, username.toUpperCase(), email.toUpperCase()]) {
      const { status, body } = await service.logInAs(identifier);
      expect(status).toBe(200);
      expect(body).toMatchObject({ tokenType: 'Bearer', expiresIn: 900, userId });
    }
    const { body } = await service.logInAs(userId);
    const { n = '', e = '' } = JSON.parse(process.env['LOCAL_SIGNING_KEY'] ?? '') as JWK;
    const publicKey = await importJWK({ kty: 'RSA', n, e }, 'RS256');
    const { payload } = await jwtVerify(String(body['accessToken']), publicKey, {
      issuer: ISSUER,
      audience: 'cartless',
      typ: 'at+jwt',
      algorithms: ['RS256'],
    });
    expect(payload).toMatchObject({ sub: userId, scope: 'shop', username });
    expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(900);
    expect(payload.jti).toEqual(expect.any(String));
    expect(decodeProtectedHeader(String(body['accessToken'])).kid).toBe('test-key');
  });

  it('answers an unknown name and a wrong password with the same words, in about the same time', async () => {
    const { username } = await service.activeUser();
    const timed = async (identifier: string) => {
      const started = performance.now();
      const { status, body } = await service.logInAs(identifier, 'Wrong-horse-7');
      const { traceId: _, ...words } = body;
      return { answer: { status, words }, ms: performance.now() - started };
    };
    const wrong = await timed(username);
    const unknown = await timed('nobody.at.all');
    expect(wrong.answer).toEqual(unknown.answer);
    expect(wrong.answer).toMatchObject({ status: 401, words: { code: 'BAD_CREDENTIALS' } });
    // A hash takes tens of milliseconds; leaving it out would show at once.
    expect(unknown.ms).toBeGreaterThan(15);
  });

  it('answers a name that grows beyond any key when it is compared like any wrong one', async () => {
    expect(await service.logInAs('ﷺ'.repeat(100))).toMatchObject({
      status: 401,
      body: { code: 'BAD_CREDENTIALS' },
    });
  });

  it('tells the owner of an account that is not active to confirm the address', async () => {
    const body = { username: 'sleeper', password: PASSWORD, email: 'sleeper@example.com' };
    await service.call(register, { body });
    expect(await service.logInAs('sleeper')).toMatchObject({ status: 403, body: { code: 'NOT_ACTIVATED' } });
    expect(await service.logInAs('sleeper', 'Wrong-horse-7')).toMatchObject({ status: 401 });
  });

  it('needs two reads and one write', async () => {
    const { username, email } = await service.activeUser();
    const { meter } = service.table;
    const useCase = logIn({
      ...service.ports,
      signer: localSigner(process.env['LOCAL_SIGNING_KEY'] ?? ''),
      issuer: ISSUER,
      rehash: (user) => Promise.resolve(user),
    });
    for (const identifier of [username, email]) {
      meter.take();
      await useCase({ identifier, password: PASSWORD, sourceIp: '192.0.2.9' });
      expect(meter.take()).toMatchObject({ readRequests: 2, writeRequests: 1, scans: 0 });
    }
  });

  it('leaves nothing half-issued when the signer is down', async () => {
    const { username } = await service.activeUser();
    const { meter } = service.table;
    const useCase = logIn({
      ...service.ports,
      signer: {
        keyId: 'down',
        sign: () => Promise.reject(SigningUnavailable({ details: { retryAfter: 5 } })),
      },
      issuer: ISSUER,
      rehash: (user) => Promise.resolve(user),
    });
    meter.take();
    await expect(
      useCase({ identifier: username, password: PASSWORD, sourceIp: '192.0.2.9' }),
    ).rejects.toMatchObject({
      code: 'SIGNING_UNAVAILABLE',
    });
    expect(meter.take()).toMatchObject({ writeRequests: 0 });
  });
});

describe('guessing passwords', () => {
  it('has to wait longer and longer, for one account', async () => {
    const { username, userId, email } = await service.activeUser();
    const guess = (identifier: string, n: number) =>
      service.logInAs(identifier, `Wrong-horse-${n}`, `198.51.100.${n}`);
    const names = [username, email, userId, username, email];
    for (const [n, name] of names.entries()) expect((await guess(name, n)).status).toBe(401);
    const refused = await guess(username, 50);
    expect(refused).toMatchObject({ status: 429, body: { code: 'TOO_MANY_ATTEMPTS' } });
    expect(Number(refused.headers['retry-after'])).toBeGreaterThanOrEqual(1);
  });

  it('cannot be sped up by guessing side by side', async () => {
    const { username } = await service.activeUser();
    const guesses = Array.from({ length: 30 }, (_, n) =>
      service.logInAs(username, `Wrong-horse-${n}`, `198.51.101.${n}`),
    );
    const statuses = (await Promise.all(guesses)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 401).length).toBeLessThanOrEqual(5);
    // Once the free failures are counted, an answer says that a code is needed, whatever the password was.
    expect(statuses.filter((status) => status === 429 || status === 403).length).toBeGreaterThanOrEqual(25);
  });

  it('is slowed for names that do not exist as well, so that it tells nothing', async () => {
    const answers = [];
    for (let n = 0; n < 7; n += 1)
      answers.push(await service.logInAs('ghost', 'Wrong-horse-1', `198.51.102.${n}`));
    expect(answers.map(({ status }) => status)).toEqual([401, 401, 401, 401, 401, 429, 429]);
  });

  it('is slowed by network address over all accounts', async () => {
    const counter = counterKey('address', '203.0.113.7').id;
    await service.set(counter, 'failures', 49);
    await service.set(counter, 'lastAt', Math.floor(Date.now() / 1000));
    expect((await service.logInAs('ghost1', 'Wrong-horse-1', '203.0.113.7')).status).toBe(401);
    expect((await service.logInAs('ghost2', 'Wrong-horse-1', '203.0.113.7')).status).toBe(429);
    expect((await service.logInAs('ghost3', 'Wrong-horse-1', '203.0.113.8')).status).toBe(401);
  });

  it('keeps the owner out neither on a known device nor on a new one, however long it goes on', async () => {
    const { userId, username } = await service.activeUser();
    const { body: known } = await service.logInAs(userId);
    const counter = counterKey('account', userId).id;
    await service.set(counter, 'failures', 1000);
    await service.set(counter, 'lastAt', Math.floor(Date.now() / 1000));

    const request = { identifier: username, password: PASSWORD, deviceToken: known['deviceToken'] };
    expect((await service.call(logInHandler, { body: request })).status).toBe(200);

    const guess = await service.logInAs(username, 'Wrong-horse-7', '198.51.103.1');
    const right = await service.logInAs(username, PASSWORD, '198.51.103.2');
    const words = ({ status, body }: typeof right) => ({ status, ...body, traceId: '' });
    expect(words(right)).toEqual(words(guess));
    expect(right).toMatchObject({ status: 403, body: { code: 'CODE_REQUIRED' } });
    expect(await service.deliverMail(userId)).toBe(0);
    const code = service.mailedCode();
    expect(code).toMatch(/^\d{8}$/);
    expect(JSON.stringify(await service.item(`code#${userId}`))).not.toContain(code);

    const enter = (typed: string) =>
      service.call(logInByCode, { body: { identifier: username, code: typed }, sourceIp: '198.51.103.2' });
    const wrong = code === '00000000' ? '11111111' : '00000000';
    expect(await enter(wrong)).toMatchObject({ status: 401, body: { code: 'CODE_INVALID' } });
    expect(await enter(` ${code} `)).toMatchObject({ status: 200, body: { userId, tokenType: 'Bearer' } });
    expect(await enter(code)).toMatchObject({ status: 401, body: { code: 'CODE_INVALID' } });
  });

  it('leaves nothing of what was typed in the table', async () => {
    await service.logInAs('My-secret-pass-1', 'whatever');
    const { Items } = await service.table.client.send(new ScanCommand({ TableName: service.table.name }));
    expect(JSON.stringify(Items).toLowerCase()).not.toContain('my-secret-pass-1');
  });
});

describe('a session', () => {
  it('is renewed by a token that works once', async () => {
    const { userId } = await service.activeUser();
    const { body } = await service.logInAs(userId);
    const renewed = await refresh(String(body['refreshToken']));
    expect(renewed).toMatchObject({ status: 200, body: { userId, expiresIn: 900 } });
    expect(renewed.body['refreshToken']).not.toBe(body['refreshToken']);
    expect((await refresh(String(renewed.body['refreshToken']))).status).toBe(200);
  });

  it('ends altogether when an old token comes back', async () => {
    const { userId } = await service.activeUser();
    const { body } = await service.logInAs(userId);
    const old = String(body['refreshToken']);
    const { body: renewed } = await refresh(old);
    const made = new Date(Date.now() - 11_000).toISOString();
    await service.set(`session#${old.split('.')[0]}`, 'usedAt', made);
    expect(await refresh(old)).toMatchObject({ status: 401, body: { code: 'REFRESH_TOKEN_INVALID' } });
    expect((await refresh(String(renewed['refreshToken']))).status).toBe(401);
  });

  it('gives the same next token to three uses at the same moment, and lives on', async () => {
    const { userId } = await service.activeUser();
    const { body } = await service.logInAs(userId);
    const token = String(body['refreshToken']);
    const answers = await Promise.all([refresh(token), refresh(token), refresh(token)]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    const next = new Set(answers.map(({ body: { refreshToken: given } }) => String(given)));
    expect([...next]).toHaveLength(1);
    expect((await refresh([...next][0] ?? '')).status).toBe(200);
  });

  it('does not end because somebody guesses', async () => {
    const { userId } = await service.activeUser();
    const { body } = await service.logInAs(userId);
    const token = String(body['refreshToken']);
    const [id] = token.split('.');
    expect((await refresh(`${id}.${'A'.repeat(22)}.${'A'.repeat(43)}`)).status).toBe(401);
    expect((await refresh(token)).status).toBe(200);
  });

  it('ends 30 days after log-in whatever happens', async () => {
    const { userId } = await service.activeUser();
    const { body } = await service.logInAs(userId);
    const id = `session#${String(body['refreshToken']).split('.')[0]}`;
    const days = (Number((await service.item(id))?.['expiresAt']) * 1000 - Date.now()) / 86_400_000;
    expect(days).toBeGreaterThan(29.9);
    expect(days).toBeLessThanOrEqual(30);
    await service.set(id, 'expiresAt', Math.floor(Date.now() / 1000) - 1);
    expect((await refresh(String(body['refreshToken']))).status).toBe(401);
  });

  it('ends when it was not used for two weeks', async () => {
    const { userId } = await service.activeUser();
    const { body } = await service.logInAs(userId);
    const id = `session#${String(body['refreshToken']).split('.')[0]}`;
    await service.set(id, 'usedAt', new Date(Date.now() - 15 * 86_400_000).toISOString());
    expect((await refresh(String(body['refreshToken']))).status).toBe(401);
  });

  it('keeps no token in the table', async () => {
    const { userId } = await service.activeUser();
    const { body } = await service.logInAs(userId);
    const [id, family, current] = String(body['refreshToken']).split('.');
    const stored = JSON.stringify(await service.item(`session#${id}`));
    expect(stored).not.toContain(family);
    expect(stored).not.toContain(current);
  });

  it('is over after log-out, and logging out again is no error', async () => {
    const { userId } = await service.activeUser();
    const { body } = await service.logInAs(userId);
    const request = { body: { refreshToken: body['refreshToken'] } };
    expect((await service.call(logOut, request)).status).toBe(204);
    expect((await service.call(logOut, request)).status).toBe(204);
    expect((await refresh(String(body['refreshToken']))).status).toBe(401);
  });
});

describe('the profile', () => {
  it('is shown to its owner without secrets', async () => {
    const { caller, userId, username, email } = await service.activeUser();
    const { status, body } = await service.call(readProfile, { method: 'GET', path: '/me', caller });
    expect(status).toBe(200);
    expect(body).toMatchObject({ userId, username, email, phone: null, locale: 'en', scopes: ['shop'] });
    expect(Object.keys(body)).not.toContain('passwordHash');
  });
});
