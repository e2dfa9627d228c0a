import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type UsersService, usersService, PASSWORD } from '../../../test/users-service.ts';
import { grantTo } from '../../../scripts/grant-role.ts';
import { handler as deleteAccount } from '../../accounts/delete-account/handler.ts';
import { handler as readUser } from '../../accounts/read-user/handler.ts';
import { handler as readProfile } from '../../accounts/read-profile/handler.ts';
import { handler as register } from '../../accounts/register/handler.ts';
import { handler as reinstateUser } from '../../accounts/reinstate-user/handler.ts';
import { handler as suspendUser } from '../../accounts/suspend-user/handler.ts';
import { handler as refreshToken } from '../../sessions/refresh-token/handler.ts';
import { handler as setRoles } from './handler.ts';

let service: UsersService;
beforeAll(async () => {
  service = await usersService();
}, 60_000);
afterAll(() => service.stop());

type Somebody = Awaited<ReturnType<UsersService['activeUser']>>;

/** Somebody of the staff, with a token as the service gives it. */
async function member(...roles: string[]): Promise<Somebody & { caller: { scopes: string[] } }> {
  const user = await service.activeUser();
  await grantTo(user.userId, roles, service.table.name);
  const { body } = await service.logInAs(user.userId);
  return { ...user, caller: { ...user.caller, scopes: scopeOf(body['accessToken']).split(' ') } };
}
const scopeOf = (token: unknown): string => {
  const [, claims = ''] = String(token).split('.');
  return (JSON.parse(Buffer.from(claims, 'base64url').toString()) as { scope: string }).scope;
};
const set = (by: Somebody, userId: string, roles: unknown) =>
  service.call(setRoles, { method: 'PUT', caller: by.caller, params: { userId }, body: { roles } });
const remove = ({ caller }: Somebody) =>
  service.call(deleteAccount, { method: 'DELETE', caller, body: { password: PASSWORD } });
const suspend = (by: Somebody, userId: string, handler = suspendUser) =>
  service.call(handler, { caller: by.caller, params: { userId } });

/** All the others stop being administrators, so that a test knows who is the last one. */
async function onlyAdmin(): Promise<Somebody> {
  const admin = await member('admin');
  for (const id of await service.ports.staff.otherAdmins(admin.caller.userId)) {
    expect(await set(admin, id, [])).toMatchObject({ status: 200 });
  }
  return admin;
}

describe('setting roles', () => {
  it('shows in the account, its log and the next token', async () => {
    const boss = await member('staff', 'support');
    const { userId, caller } = await service.activeUser();
    const { body: tokens } = await service.logInAs(userId);
    expect(await set(boss, userId, ['support'])).toMatchObject({
      status: 200,
      body: { userId, roles: ['support'], scopes: ['shop', 'support'] },
    });
    const renewed = await service.call(refreshToken, { body: { refreshToken: tokens['refreshToken'] } });
    expect(scopeOf(renewed.body['accessToken'])).toBe('shop support');
    expect((await service.call(readProfile, { method: 'GET', caller })).body).toMatchObject({
      scopes: ['shop', 'support'],
    });
    const seen = await service.call(readUser, { method: 'GET', caller: boss.caller, params: { userId } });
    expect(seen.body).toMatchObject({
      roles: ['support'],
      audit: [
        { action: 'set-roles', by: boss.userId, before: [], after: ['support'], at: expect.any(String) },
      ],
    });
  });

  it.each([
    ['an unknown role', ['boss']],
    ['the scope of shoppers', ['shop']],
    ['no list', 'support'],
    ['a number', [1]],
    ['nothing', undefined],
    ['a list without end', Array.from({ length: 100 }, () => 'support')],
  ])('refuses %s', async (_, roles) => {
    const admin = await member('admin');
    expect(await set(admin, admin.userId, roles)).toMatchObject({
      status: 422,
      body: { code: 'VALIDATION_FAILED' },
    });
  });

  it('is refused without the scope, and to who would rise by it', async () => {
    const [staff, support] = [await member('staff'), await member('support')];
    const { userId } = await service.activeUser();
    expect((await set(support, userId, ['support'])).body).toMatchObject({ code: 'FORBIDDEN' });
    for (const [whose, roles] of [
      [staff.userId, ['staff', 'finance']],
      [staff.userId, ['admin']],
      [userId, ['finance']],
      [userId, ['admin']],
    ] as const) {
      expect(await set(staff, whose, roles)).toMatchObject({ status: 403, body: { code: 'ROLE_NOT_YOURS' } });
    }
    expect(await set(staff, 'usr_nobody', [])).toMatchObject({ status: 404 });
  });

  it('reads and keeps what the release before stored', async () => {
    const { userId } = await service.activeUser();
    await service.set(userId, 'scopes', ['shop', 'admin']);
    const entry = { action: 'grant-admin', by: 'operator', reason: null, at: '2026-01-01T00:00:00.000Z' };
    await service.items.write([{ put: { id: `audit#${userId}#1`, owner: `audit#${userId}`, ...entry } }]);
    const old = { userId, username: 'old', scopes: ['shop', 'admin'] };
    const seen = await service.call(readUser, { method: 'GET', caller: old, params: { userId } });
    expect(seen.body).toMatchObject({ roles: ['admin'], audit: [entry] });
    const other = await service.activeUser();
    const call = {
      method: 'PUT',
      caller: old,
      params: { userId: other.userId },
      body: { roles: ['reports'] },
    };
    expect(await service.call(setRoles, call)).toMatchObject({ status: 200, body: { roles: ['reports'] } });
    expect((await service.item(other.userId))?.['scopes']).toEqual(['shop', 'reports']);
  });
});

describe('the last administrator', () => {
  it('cannot leave, be removed, suspended or erased', async () => {
    const admin = await onlyAdmin();
    const support = await member('support', 'staff');
    expect(await set(admin, admin.userId, ['support'])).toMatchObject({
      status: 409,
      body: { code: 'LAST_ADMIN' },
    });
    expect(await remove(admin)).toMatchObject({ status: 409, body: { code: 'LAST_ADMIN' } });
    expect(await suspend(support, admin.userId)).toMatchObject({ status: 403 });
    expect(await suspend(admin, admin.userId)).toMatchObject({ status: 409 });
    expect(await set(support, admin.userId, [])).toMatchObject({ status: 403 });
    expect(await service.item(admin.userId)).toMatchObject({ status: 'active', scopes: ['shop', 'admin'] });
  });

  it('may go when there is another, and not when that one is suspended', async () => {
    const anna = await onlyAdmin();
    const ben = await member('admin');
    expect((await suspend(anna, ben.userId)).status).toBe(200);
    expect(await remove(anna)).toMatchObject({ status: 409, body: { code: 'LAST_ADMIN' } });
    expect((await suspend(anna, ben.userId, reinstateUser)).status).toBe(200);
    expect((await remove(anna)).status).toBe(204);
    expect(await set(ben, ben.userId, [])).toMatchObject({ status: 409, body: { code: 'LAST_ADMIN' } });
  });

  it('is one of ten who all leave or remove each other at once', async () => {
    const first = await onlyAdmin();
    const admins = [first, ...(await Promise.all(Array.from({ length: 9 }, () => member('admin'))))];
    await Promise.all(
      admins.map((admin, n) => {
        const next = admins[(n + 1) % admins.length] ?? admin;
        if (n % 3 === 0) return set(admin, next.userId, []);
        return n % 3 === 1 ? remove(admin) : suspend(admin, next.userId);
      }),
    );
    const left = await service.ports.staff.otherAdmins('usr_nobody');
    expect(left.length).toBeGreaterThan(0);
    expect(left.length).toBeLessThan(admins.length);
  });
});

describe('pnpm grant-role', () => {
  const grant = (userId: string, ...roles: string[]) => grantTo(userId, roles, service.table.name);

  it('adds to what the account has, on record', async () => {
    const { userId, username } = await service.activeUser();
    expect(await grant(userId, 'support')).toBe(`${userId} (${username}) now has the roles support.`);
    expect(await grant(userId, 'finance', 'staff')).toBe(
      `${userId} (${username}) now has the roles finance support staff.`,
    );
    expect(await service.ports.audit.list(userId as 'usr_')).toMatchObject([
      { action: 'set-roles', by: 'operator', before: ['support'], after: ['finance', 'support', 'staff'] },
      { action: 'set-roles', by: 'operator', before: [], after: ['support'] },
    ]);
  });

  it('says what is wrong', async () => {
    const { userId } = await service.activeUser();
    await expect(grant('mei', 'support')).rejects.toThrow('Say whose account it is: usr_…');
    await expect(grant(userId, 'support', 'boss')).rejects.toThrow(
      'There is no role boss; there is catalogue,',
    );
    await expect(grant('usr_nobody', 'support')).rejects.toThrow(/usr_nobody in .*There is no such account/);
    const body = { username: 'waiting1', email: 'waiting1@example.com', password: PASSWORD };
    const pending = await service.call(register, { body });
    await expect(grant(String(pending.body['userId']), 'admin')).rejects.toThrow('The account is pending');
  });
});
