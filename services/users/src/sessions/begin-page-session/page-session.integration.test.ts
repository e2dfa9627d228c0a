import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ISSUER, PASSWORD, type UsersService, usersService } from '../../../test/users-service.ts';
import { counterKey } from '../../users-table.ts';
import { handler as beginByCode } from '../begin-page-session-by-code/handler.ts';
import { handler as end } from '../end-page-session/handler.ts';
import { handler as refreshToken } from '../refresh-token/handler.ts';
import { handler as renew } from '../renew-page-session/handler.ts';
import { goneAnswer } from '../page-session-body.ts';
import { handler as begin } from './handler.ts';

let service: UsersService;
beforeAll(async () => {
  service = await usersService();
});
afterAll(() => service.stop());

const OWN = { 'x-requested-with': 'page' };
const logIn = (identifier: string, more: object = {}) =>
  service.call(begin, { headers: OWN, body: { identifier, password: PASSWORD }, ...more });
const renewWith = (...cookies: string[]) => service.call(renew, { headers: OWN, cookies });

/** As a browser sends it back. */
const sentBack = (cookies: readonly string[], name: string): string =>
  cookies.find((cookie) => cookie.startsWith(`${name}=`))?.split(';')[0] ?? '';
const session = ({ cookies }: { cookies: readonly string[] }) =>
  sentBack(cookies, '__Secure-cartless-session');
const device = ({ cookies }: { cookies: readonly string[] }) => sentBack(cookies, '__Secure-cartless-device');
const attributesOf = (cookie = '') => cookie.split('; ').slice(1).toSorted();

describe('a session of a page', () => {
  it('shows no refresh token, and puts it where no script and no other route gets it', async () => {
    const { userId, username } = await service.activeUser();
    const answer = await logIn(username);
    expect(answer).toMatchObject({ status: 200, body: { userId, tokenType: 'Bearer', expiresIn: 900 } });
    expect(Object.keys(answer.body).toSorted()).toEqual(['accessToken', 'expiresIn', 'tokenType', 'userId']);
    expect(answer.headers['cache-control']).toBe('no-store');
    expect(answer.cookies.map(attributesOf)).toEqual(
      [14, 180].map((days) => [
        'HttpOnly',
        `Max-Age=${days * 86_400}`,
        'Path=/session',
        'SameSite=Strict',
        'Secure',
      ]),
    );
  });

  it('goes on by its cookie, which works once, and is over after the log-out', async () => {
    const { userId } = await service.activeUser();
    const first = await logIn(userId);
    const next = await renewWith('theme=dark', session(first));
    expect(next).toMatchObject({ status: 200, body: { userId } });
    expect(session(next)).not.toBe(session(first));
    expect(next.cookies).toHaveLength(1);

    const gone = await service.call(end, { method: 'DELETE', headers: OWN, cookies: [session(next)] });
    expect(gone).toMatchObject({
      status: 204,
      cookies: [expect.stringMatching(/^__Secure-cartless-session=;/)],
    });
    expect(attributesOf(gone.cookies[0])).toContain('Max-Age=0');
    expect(await renewWith(session(next))).toMatchObject({
      status: 401,
      body: { code: 'REFRESH_TOKEN_INVALID' },
      cookies: [],
    });
  });

  it.each([
    [[]],
    [['__Secure-cartless-session=']],
    [['__Secure-cartless-session=rubbish']],
    [['__Secure-cartless-session']],
  ])('is none with the cookies %j, and to end that is no error', async (cookies: string[]) => {
    expect(await renewWith(...cookies)).toMatchObject({ status: 401 });
    expect((await service.call(end, { method: 'DELETE', headers: OWN, cookies })).status).toBe(204);
  });

  it('is the one of the closest path where there are two cookies of a name', async () => {
    const { userId } = await service.activeUser();
    expect((await renewWith(session(await logIn(userId)), '__Secure-cartless-session=planted')).status).toBe(
      200,
    );
  });

  it('begins, goes on and ends for no page of another site', async () => {
    const { username, userId } = await service.activeUser();
    const cookies = [session(await logIn(userId))];
    const body = { identifier: username, password: PASSWORD };
    const answers = await Promise.all([
      service.call(begin, { body }),
      service.call(beginByCode, { body: { identifier: username, code: '12345678' } }),
      service.call(renew, { cookies }),
      service.call(end, { method: 'DELETE', cookies }),
    ]);
    expect(answers.map(({ status, cookies: set }) => [status, set])).toEqual(answers.map(() => [422, []]));
    expect((await renewWith(...cookies)).status).toBe(200);
  });

  it('is the same as that of a program: the same token, the same list', async () => {
    const { userId } = await service.activeUser();
    const [, token = ''] = session(await logIn(userId)).split('=');
    const answer = await service.call(refreshToken, { body: { refreshToken: token } });
    expect(answer).toMatchObject({ status: 200, cookies: [] });
  });

  it('begins at once on a known device while others guess, and with a code on a new one', async () => {
    const { userId, username } = await service.activeUser();
    const known = device(await logIn(userId));
    const counter = counterKey('account', userId).id;
    await service.set(counter, 'failures', 1000);
    await service.set(counter, 'lastAt', Math.floor(Date.now() / 1000));
    expect((await logIn(username, { cookies: [known] })).status).toBe(200);

    const sourceIp = '198.51.103.9';
    expect(await logIn(username, { sourceIp })).toMatchObject({
      status: 403,
      body: { code: 'CODE_REQUIRED' },
      cookies: [],
    });
    expect(await service.deliverMail(userId)).toBe(0);
    const answer = await service.call(beginByCode, {
      headers: OWN,
      body: { identifier: username, code: service.mailedCode() },
      sourceIp,
    });
    expect(answer).toMatchObject({ status: 200, body: { userId } });
    expect((await renewWith(session(answer))).status).toBe(200);
    expect((await logIn(username, { cookies: [device(answer)] })).status).toBe(200);
  });

  it('asks for TLS wherever the shop has it, and not on a laptop', () => {
    const secure = (site: string) =>
      attributesOf(goneAnswer({ SITE_URL: site }).cookies[0]).includes('Secure');
    expect([secure(ISSUER), secure('http://localhost:4000')]).toEqual([true, false]);
  });
});
