import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { registerUser } from '../register-user.ts';
import { PASSWORD, type UsersService, usersService } from '../../../test/users-service.ts';
import { handler } from './handler.ts';

let service: UsersService;
beforeAll(async () => {
  service = await usersService();
});
afterAll(() => service.stop());

const mei = {
  username: 'Mei.Lin',
  password: PASSWORD,
  email: 'Mei.Lin@Example.com',
  phone: '+8613800138000',
};
const register = (body: unknown, headers = {}) => service.call(handler, { body, headers });

describe('register', () => {
  it('opens an account that is not active and tells of it in the same write', async () => {
    const { status, body } = await register({ ...mei, locale: 'zh-CN' });
    expect({ status, body }).toEqual({
      status: 200,
      body: { message: 'success', userId: expect.any(String) },
    });
    const stored = await service.item(body['userId'] ?? '');
    expect(stored).toMatchObject({
      status: 'pending',
      isActive: 'false',
      username: 'mei.lin',
      scopes: ['shop'],
    });
    expect(JSON.stringify(stored)).not.toContain(PASSWORD);
    expect(await service.outbox(body['userId'] ?? '')).toMatchObject([
      {
        type: 'users.user-registered.v1',
        n: 1,
        d: { username: 'Mei.Lin', email: 'Mei.Lin@Example.com', locale: 'zh-CN' },
      },
      { type: 'users.user-registered.v2', n: 1, d: { userId: body['userId'] } },
    ]);
  });

  it.each([
    ['USERNAME_TAKEN', { username: 'MEI.LIN', email: 'a1@example.com' }],
    ['USERNAME_TAKEN', { username: 'ｍｅｉ.ｌｉｎ', email: 'a2@example.com' }],
    ['EMAIL_TAKEN', { username: 'other1', email: 'mei.lin@EXAMPLE.com' }],
    ['EMAIL_TAKEN', { username: 'other1', email: 'ｍｅｉ.lin@example.com' }],
    ['PHONE_TAKEN', { username: 'other2', email: 'a3@example.com', phone: '+8613800138000' }],
  ])('answers %s however the name is written: %j', async (code, body) => {
    const answer = await register({ password: PASSWORD, ...body });
    expect([answer.status, answer.body['code']]).toEqual([409, code]);
  });

  it('makes exactly one account of fifty identical registrations at the same moment', async () => {
    const body = { username: 'race', password: PASSWORD, email: 'race@example.com', phone: '+8613800138001' };
    const answers = await Promise.all(Array.from({ length: 50 }, () => register(body)));
    const statuses = answers.map(({ status }) => status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(1);
    expect(statuses.filter((status) => status === 409)).toHaveLength(49);
  });

  it.each([
    ['username', { username: 'ab' }],
    ['username', { username: '1abc' }],
    ['username', { username: 'a b c' }],
    ['username', { username: 'a'.repeat(33) }],
    ['email', { email: 'nobody' }],
    ['email', { email: 'a@b' }],
    ['email', { email: 'a..b@example.com' }],
    ['phone', { phone: '13800138000' }],
    ['password', { password: 'short1' }],
    ['locale', { locale: 'fr' }],
    ['isAdmin', { isAdmin: true }],
  ])('refuses a wrong %s: %j', async (field, change) => {
    const { status, body } = await register({
      username: 'fresh',
      password: PASSWORD,
      email: 'fresh@example.com',
      ...change,
    });
    expect([status, body['code']]).toEqual([422, 'VALIDATION_FAILED']);
    expect(body['errors']).toEqual([expect.objectContaining({ field })]);
  });

  it.each([
    ['PASSWORD_TOO_WEAK', { password: 'only-letters' }],
    ['PASSWORD_TOO_WEAK', { password: '1234567890' }],
    ['PASSWORD_TOO_WEAK', { password: `a1${'x'.repeat(127)}` }],
    ['PASSWORD_TOO_COMMON', { password: 'Password123' }],
    ['PASSWORD_TOO_COMMON', { password: 'fresh.name1', username: 'Fresh.Name1' }],
    ['PHONE_INVALID', { phone: '+10000000000' }],
  ])('answers %s to %j', async (code, change) => {
    const { status, body } = await register({
      username: 'fresh',
      password: PASSWORD,
      email: 'fresh@example.com',
      ...change,
    });
    expect([status, body['code']]).toEqual([422, code]);
  });

  it('explains itself in Chinese to who reads Chinese', async () => {
    const { body } = await register(mei, { 'accept-language': 'zh-CN' });
    expect(body['detail']).toMatch(/用户名/);
  });

  it('answers an Idempotency-Key again with the same account and refuses it for another body', async () => {
    const body = { username: 'again', password: PASSWORD, email: 'again@example.com' };
    const headers = { 'idempotency-key': 'key-0001' };
    const first = await register(body, headers);
    const second = await register(body, headers);
    expect(second.body).toEqual(first.body);
    expect(second.headers['idempotent-replayed']).toBe('true');
    const other = await register({ ...body, password: 'Another-horse-8' }, headers);
    expect([other.status, other.body['code']]).toEqual([422, 'IDEMPOTENCY_KEY_REUSED']);
  });

  it('needs one transaction and nothing else, small items all of them', async () => {
    const { table } = service;
    const useCase = registerUser(service.ports);
    table.meter.take();
    await useCase({
      username: { typed: 'Budget', compared: 'budget' },
      email: { typed: 'b@example.com', compared: 'b@example.com' },
      phone: '+8613800138009',
      password: PASSWORD,
      locale: 'en',
    });
    expect(table.meter.take()).toMatchObject({ readRequests: 0, writeRequests: 1, writeUnits: 10, scans: 0 });
  });
});
