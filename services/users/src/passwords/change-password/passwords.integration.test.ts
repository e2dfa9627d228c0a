import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PASSWORD, type UsersService, usersService } from '../../../test/users-service.ts';
import { handler as checkAvailability } from '../../accounts/check-availability/handler.ts';
import { handler as endAllSessions } from '../../sessions/end-all-sessions/handler.ts';
import { handler as endSession } from '../../sessions/end-session/handler.ts';
import { handler as forgetPassword } from '../forget-password/handler.ts';
import { handler as listSessions } from '../../sessions/list-sessions/handler.ts';
import { handler as refreshToken } from '../../sessions/refresh-token/handler.ts';
import { handler as register } from '../../accounts/register/handler.ts';
import { handler as resendVerification } from '../../links/resend-verification/handler.ts';
import { handler as resetPassword } from '../reset-password/handler.ts';
import { handler as verify } from '../../links/verify-token/handler.ts';
import { handler as changePassword } from './handler.ts';

const NEXT = 'Better-horse-8';
let service: UsersService;
beforeAll(async () => {
  service = await usersService();
});
afterAll(() => service.stop());

const refresh = async (token: unknown) =>
  (await service.call(refreshToken, { body: { refreshToken: token } })).status;
const mailsTo = (email: string) =>
  service.mails.filter(({ to }) => to === email).map(({ subject }) => subject);
const sessionOf = (token: unknown) => String(token).split('.')[0] ?? '';

describe('a forgotten password', () => {
  async function forgotten() {
    const user = await service.activeUser();
    expect(await service.call(forgetPassword, { body: { email: user.email.toUpperCase() } })).toMatchObject({
      status: 202,
    });
    await service.deliverMail(user.userId);
    return { ...user, token: service.mailedToken() };
  }
  const reset = (token: string, password = NEXT) =>
    service.call(resetPassword, { body: { token, password } });

  it('is replaced by a link that works once, ends all sessions, and the owner is told', async () => {
    const { userId, email, token } = await forgotten();
    const { body } = await service.logInAs(userId);
    expect((await reset(token)).status).toBe(204);
    expect(await refresh(body['refreshToken'])).toBe(401);
    expect((await service.logInAs(userId)).status).toBe(401);
    expect((await service.logInAs(userId, NEXT)).status).toBe(200);
    expect(await reset(token)).toMatchObject({ status: 404, body: { code: 'TOKEN_UNKNOWN' } });
    await service.deliverMail(userId);
    expect(mailsTo(email)).toContain('Your Cartless password was changed');
  });

  it('cannot be set to a weak one, and the link survives that', async () => {
    const { token } = await forgotten();
    expect(await reset(token, 'password1')).toMatchObject({
      status: 422,
      body: { code: 'PASSWORD_TOO_COMMON' },
    });
    expect((await reset(token)).status).toBe(204);
  });

  it('has to be replaced within an hour', async () => {
    const { userId, token } = await forgotten();
    const permission = await service.item(`reset#${userId}`);
    const minutes = (Number(permission?.['validUntil']) * 1000 - Date.now()) / 60_000;
    expect(minutes).toBeGreaterThan(55);
    expect(minutes).toBeLessThanOrEqual(60);
    await service.set(`reset#${userId}`, 'validUntil', Math.floor(Date.now() / 1000) - 1);
    expect(await reset(token)).toMatchObject({ status: 410, body: { code: 'TOKEN_EXPIRED' } });
  });

  it('lets the newest link win', async () => {
    const { userId, email, token } = await forgotten();
    await service.call(forgetPassword, { body: { email } });
    await service.deliverMail(userId);
    expect((await reset(token)).status).toBe(404);
    expect((await reset(service.mailedToken())).status).toBe(204);
  });

  it('gets the same answer for an unknown address, and no flood of mail for a known one', async () => {
    const { userId, email } = await service.activeUser();
    const ask = (address: string) => service.call(forgetPassword, { body: { email: address } });
    expect(await ask(email)).toMatchObject({ status: 202 });
    expect(await ask('nobody@example.com')).toMatchObject({ status: 202, body: {} });
    for (let n = 0; n < 7; n += 1) await ask(email);
    expect((await service.item(userId))?.['version']).toBe(2 + 5);
  });

  it('opens an account again whose owner was kept out by wrong guesses', async () => {
    const { userId, token } = await forgotten();
    for (let n = 0; n < 8; n += 1) await service.logInAs(userId, `Wrong-horse-${n}`, `198.51.100.${n}`);
    expect((await service.logInAs(userId)).status).toBe(429);
    await reset(token);
    expect((await service.logInAs(userId, NEXT)).status).toBe(200);
  });

  it('activates an account that somebody else registered with the address', async () => {
    const body = { username: 'squatter', password: PASSWORD, email: 'owner@example.com' };
    const answer = await service.call(register, { body });
    const userId = String(answer.body['userId']);
    await service.call(forgetPassword, { body: { email: body.email } });
    await service.deliverMail(userId);
    expect((await reset(service.mailedToken())).status).toBe(204);
    expect((await service.logInAs(userId, NEXT)).status).toBe(200);
    expect((await service.logInAs(userId, PASSWORD)).status).toBe(401);
  });
});

describe('changing the password', () => {
  const change = (caller: { userId: string; sessionId?: string }, body: object) =>
    service.call(changePassword, { method: 'PUT', caller, body });

  it('ends all sessions but the one that asks', async () => {
    const { userId, caller } = await service.activeUser();
    const [mine, other] = [await service.logInAs(userId), await service.logInAs(userId)];
    const sessionId = sessionOf(mine.body['refreshToken']);
    expect((await change({ ...caller, sessionId }, { current: PASSWORD, next: NEXT })).status).toBe(204);
    expect(await refresh(mine.body['refreshToken'])).toBe(200);
    expect(await refresh(other.body['refreshToken'])).toBe(401);
    expect((await service.logInAs(userId, NEXT)).status).toBe(200);
  });

  it('needs the current one, and guessing it is slowed like log-in', async () => {
    const { caller } = await service.activeUser();
    const answers = [];
    for (let n = 0; n < 6; n += 1)
      answers.push(await change(caller, { current: `Wrong-horse-${n}`, next: NEXT }));
    expect(answers[0]).toMatchObject({ status: 403, body: { code: 'WRONG_PASSWORD' } });
    expect(answers[5]).toMatchObject({ status: 429, body: { code: 'TOO_MANY_ATTEMPTS' } });
  });
});

describe('sessions', () => {
  it('are listed to their user, who can end one or all', async () => {
    const { userId, caller } = await service.activeUser();
    const tokens = [];
    for (let n = 0; n < 3; n += 1) tokens.push((await service.logInAs(userId)).body['refreshToken']);
    const sessionId = sessionOf(tokens[2]);
    const list = async () =>
      (await service.call(listSessions, { method: 'GET', caller: { ...caller, sessionId } })).body[
        'items'
      ] as unknown as Record<string, unknown>[];
    expect(await list()).toHaveLength(3);
    expect((await list()).filter(({ current }) => current)).toMatchObject([
      { sessionId, sourceIp: '192.0.2.1' },
    ]);
    const params = { sessionId: sessionOf(tokens[0]) };
    expect((await service.call(endSession, { method: 'DELETE', caller, params })).status).toBe(204);
    expect([await refresh(tokens[0]), (await list()).length]).toEqual([401, 2]);
    expect((await service.call(endAllSessions, { method: 'DELETE', caller })).status).toBe(204);
    expect([await refresh(tokens[1]), await refresh(tokens[2]), (await list()).length]).toEqual([
      401, 401, 0,
    ]);
  });

  it('of somebody else cannot be ended', async () => {
    const [mine, yours] = [await service.activeUser(), await service.activeUser()];
    const { body } = await service.logInAs(yours.userId);
    const params = { sessionId: sessionOf(body['refreshToken']) };
    expect(await service.call(endSession, { method: 'DELETE', caller: mine.caller, params })).toMatchObject({
      status: 404,
    });
    expect(await refresh(body['refreshToken'])).toBe(200);
  });
});

describe('asking for the verification mail again', () => {
  it('sends a new link, and the older one stops working', async () => {
    const body = { username: 'forgetful', password: PASSWORD, email: 'forgetful@example.com' };
    const userId = String((await service.call(register, { body })).body['userId']);
    await service.deliverMail(userId);
    const older = service.mailedToken();
    expect((await service.call(resendVerification, { body: { email: body.email } })).status).toBe(202);
    await service.deliverMail(userId);
    expect((await service.call(verify, { body: { token: older } })).status).toBe(404);
    expect((await service.call(verify, { body: { token: service.mailedToken() } })).status).toBe(200);
    expect((await service.call(resendVerification, { body: { email: body.email } })).status).toBe(202);
    expect(await service.outbox(userId)).toMatchObject([
      { type: 'users.user-activated.v1' },
      { d: { letter: 'welcome' } },
    ]);
  });
});

describe('availability', () => {
  const ask = (query: Record<string, string>, sourceIp = '192.0.2.50') =>
    service.call(checkAvailability, { method: 'GET', query, sourceIp });

  it('is told for one name at a time, however it is written', async () => {
    const { username, email } = await service.activeUser();
    expect((await ask({ username: username.toUpperCase() })).body).toEqual({ available: false });
    expect((await ask({ email: email.toUpperCase() })).body).toEqual({ available: false });
    expect((await ask({ username: 'quite.free' })).body).toEqual({ available: true });
    expect((await ask({ phone: '+8613900139000' })).body).toEqual({ available: true });
    expect((await ask({})).status).toBe(422);
    expect((await ask({ username, email })).status).toBe(422);
    expect((await ask({ username: '!' })).status).toBe(422);
  });

  it('is not told thirty-one times a minute', async () => {
    const answers = await Promise.all(
      Array.from({ length: 62 }, () => ask({ username: 'quite.free' }, '192.0.2.51')),
    );
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThanOrEqual(2);
    expect(Number(refused[0]?.headers['retry-after'])).toBeGreaterThan(0);
  });
});
