import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type UsersService, usersService } from '../../../test/users-service.ts';
import { handler as readLink } from '../verify-link/handler.ts';
import { handler as register } from '../../accounts/register/handler.ts';
import { handler as verify } from './handler.ts';

let service: UsersService;
beforeAll(async () => {
  service = await usersService();
});
afterAll(() => service.stop());

let count = 0;
async function newcomer() {
  count += 1;
  const body = { username: `newcomer${count}`, password: 'Correct-horse-7', email: `n${count}@example.com` };
  const answer = await service.call(register, { body });
  const userId: string = answer.body['userId'] ?? 'none';
  await service.deliverMail(userId);
  return { userId, token: service.mailedToken() };
}
const post = (token: string) => service.call(verify, { body: { token } });
const follow = (token: string, method: 'GET' | 'HEAD' = 'GET') =>
  service.call(readLink, { method, path: '/verify', query: { token } });

describe('the link in the verification mail', () => {
  it('activates the account, tells of it, and goes on to the login page', async () => {
    const { userId, token } = await newcomer();
    const { status, headers } = await follow(token);
    expect([status, headers['location']]).toEqual([302, 'https://shop.test/account/login?verified=1']);
    expect(await service.item(userId)).toMatchObject({ status: 'active', isActive: 'true' });
    expect(await service.outbox(userId)).toMatchObject([
      { type: 'users.user-activated.v1', n: 2, d: { userId } },
      { type: 'users.mail-requested.v1', n: 3, d: { letter: 'welcome' } },
    ]);
  });

  it('goes on to the shop alone, wherever the address says', async () => {
    const elsewhere = 'https://elsewhere.example';
    const query = { token: 'nonsense', next: elsewhere, redirect: elsewhere, url: elsewhere };
    const { headers } = await service.call(readLink, { method: 'GET', path: '/verify', query });
    expect(headers['location']).toBe('https://shop.test/account/login?verified=0&reason=unknown');
  });

  it('is not used up by a scanner that only looks', async () => {
    const { userId, token } = await newcomer();
    expect((await follow(token, 'HEAD')).status).toBe(200);
    expect(await service.item(userId)).toMatchObject({ status: 'pending' });
    expect((await post(token)).status).toBe(200);
  });

  it('is friendly to who follows it twice, and tells of the activation once', async () => {
    const { userId, token } = await newcomer();
    const answers = await Promise.all([post(token), post(token), follow(token)]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 302]);
    expect((await post(token)).body).toEqual({ userId });
    expect(await service.item(userId)).toMatchObject({ version: 3 });
  });

  it('leaves only a digest of its secret in the table', async () => {
    const { userId, token } = await newcomer();
    const stored = JSON.stringify([await service.item(userId), await service.item(`link#${userId}`)]);
    expect(stored).not.toContain(token.split('.')[1]);
  });

  it('expires after 24 hours', async () => {
    const { userId, token } = await newcomer();
    const link = await service.item(`link#${userId}`);
    const hours = (Number(link?.['validUntil']) * 1000 - Date.now()) / 3_600_000;
    expect(hours).toBeGreaterThan(23.9);
    expect(hours).toBeLessThanOrEqual(24);
    await service.set(`link#${userId}`, 'validUntil', Math.floor(Date.now() / 1000) - 1);
    expect(await post(token)).toMatchObject({ status: 410, body: { code: 'TOKEN_EXPIRED' } });
    const { headers } = await follow(token);
    expect(headers['location']).toBe('https://shop.test/account/login?verified=0&reason=expired');
  });

  it.each(['nonsense', 'usr_nobody.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'])(
    'refuses %s',
    async (token) => {
      expect(await post(token)).toMatchObject({ status: 404, body: { code: 'TOKEN_UNKNOWN' } });
      const { headers } = await follow(token);
      expect(headers['location']).toBe('https://shop.test/account/login?verified=0&reason=unknown');
    },
  );

  it('does not let a guessed secret in', async () => {
    const { userId } = await newcomer();
    expect((await post(`${userId}.${'A'.repeat(43)}`)).status).toBe(404);
  });
});
