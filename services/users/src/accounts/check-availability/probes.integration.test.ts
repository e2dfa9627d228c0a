import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PASSWORD, type UsersService, usersService } from '../../../test/users-service.ts';
import { handler as resendVerification } from '../../links/resend-verification/handler.ts';
import { handler as forgetPassword } from '../../passwords/forget-password/handler.ts';
import { handler as changeProfile } from '../change-profile/handler.ts';
import { handler as register } from '../register/handler.ts';
import { handler as checkAvailability } from './handler.ts';

let service: UsersService;
beforeAll(async () => {
  service = await usersService();
});
afterAll(() => service.stop());

const taken = { username: 'mei.lin', password: PASSWORD, email: 'mei.lin@example.com' };
const ask = (username: string, sourceIp: string) =>
  service.call(checkAvailability, { method: 'GET', query: { username }, sourceIp });
type Answer = Awaited<ReturnType<typeof ask>>;
const isRefused = ({ status, body, headers }: Answer) =>
  status === 429 && String(body['code']) === 'TOO_MANY_REQUESTS' && Number(headers['retry-after']) > 0;

describe('probing for names that are taken', () => {
  it('is told thirty times a minute to one client, by registration, hints and profile together', async () => {
    expect((await service.call(register, { body: taken })).status).toBe(200);
    const { caller } = await service.activeUser();
    const sourceIp = '198.51.100.7';
    const answers: Answer[] = [];
    for (let n = 0; n < 30; n += 1) {
      const body = { ...taken, email: `other${n}@example.com` };
      answers.push(
        await ask(`quite.free${n}`, sourceIp),
        await service.call(register, { body, sourceIp }),
        await service.call(changeProfile, {
          method: 'PATCH',
          caller,
          body: { phone: '+8613800138222' },
          sourceIp,
        }),
      );
    }
    const [refused, told] = [answers.filter(isRefused), answers.filter((answer) => !isRefused(answer))];
    // A minute may end while the test runs.
    expect(told.length).toBeLessThanOrEqual(60);
    expect(refused.length).toBeGreaterThanOrEqual(30);
    expect(told.every(({ status }) => [200, 409].includes(status ?? 0))).toBe(true);
  });

  it('is not told more to who has 65,536 networks of their own', async () => {
    const answers = await Promise.all(
      Array.from({ length: 250 }, (_, n) => ask('quite.free', `2001:db8:7:${n.toString(16)}::1`)),
    );
    expect(answers.filter((answer) => !isRefused(answer)).length).toBeLessThanOrEqual(240);
  });

  it('by an account is told ten times an hour, wherever it comes from', async () => {
    const { caller } = await service.activeUser();
    const change = (n: number) =>
      service.call(changeProfile, { method: 'PATCH', caller, body: { phone: `+86138001382${10 + n}` } });
    const answers = [];
    for (let n = 0; n < 21; n += 1) answers.push(await change(n));
    expect(answers.filter((answer) => !isRefused(answer)).length).toBeLessThanOrEqual(20);
    expect(isRefused(answers.at(-1) as Answer)).toBe(true);
  });
});

describe('opening accounts', () => {
  it('is possible a hundred times an hour to one client', async () => {
    const sourceIp = '198.51.100.9';
    // Those of this hour, and of the next if it begins meanwhile.
    for (const at of [new Date(), new Date(Date.now() + 3_600_000)]) {
      for (let n = 0; n < 100; n += 1)
        await service.ports.allowances.use('registrations', sourceIp, 3600, at);
    }
    expect(isRefused(await service.call(register, { body: taken, sourceIp }))).toBe(true);
  });
});

describe('letters that anybody can ask for', () => {
  it.each([
    ['a new password', forgetPassword],
    ['a confirmation', resendVerification],
  ])('are asked for sixty times an hour by one client: %s', async (_, handler) => {
    const sourceIp = handler === forgetPassword ? '198.51.100.10' : '198.51.100.11';
    const answers = await Promise.all(
      Array.from({ length: 121 }, (_one, n) =>
        service.call(handler, { body: { email: `nobody${n}@example.com` }, sourceIp }),
      ),
    );
    const statuses = new Set(answers.map(({ status }) => status));
    expect(statuses).toEqual(new Set([202, 429]));
    expect(answers.filter(isRefused).length).toBeGreaterThanOrEqual(1);
  });
});

describe('changing the address', () => {
  it('is possible five times an hour, and nobody uses up the changes of somebody else', async () => {
    const [mine, yours] = [await service.activeUser(), await service.activeUser()];
    const change = (caller: { userId: string }, email: string) =>
      service.call(changeProfile, { method: 'PATCH', caller, body: { email, password: PASSWORD } });
    const target = (n: number) => `wanted+${n}.${mine.username}@example.com`;
    const answers = [];
    for (let n = 0; n < 6; n += 1) answers.push(await change(mine.caller, target(n)));
    answers.push(await change(yours.caller, target(9)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 429, 200]);
  });
});
