import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { queueEvent } from '@cartless/testing';
import { PASSWORD, type UsersService, usersService } from '../../../test/users-service.ts';
import { handler as addAddress } from '../../addresses/add-address/handler.ts';
import { handler as deleteAccount } from '../delete-account/handler.ts';
import { handler as listUsers } from '../list-users/handler.ts';
import { handler as noteMailFeedback } from '../../mails/note-mail-feedback/handler.ts';
import { handler as readProfile } from '../read-profile/handler.ts';
import { handler as readUser } from '../read-user/handler.ts';
import { handler as refreshToken } from '../../sessions/refresh-token/handler.ts';
import { handler as register } from '../register/handler.ts';
import { handler as reinstateUser } from '../reinstate-user/handler.ts';
import { heldNameKey } from '../../users-table.ts';
import { handler as suspendUser } from './handler.ts';

let service: UsersService;
beforeAll(async () => {
  service = await usersService();
  await service.activeUser('usr_admin');
});
afterAll(() => service.stop());

const admin = { userId: 'usr_admin', username: 'admin', scopes: ['shop', 'admin'] };
const read = (userId: string) => service.call(readUser, { method: 'GET', caller: admin, params: { userId } });
const search = async (query: Record<string, string>) => {
  const { body } = await service.call(listUsers, { method: 'GET', caller: admin, query });
  return body as unknown as { items: { userId: string }[]; nextCursor: string | null };
};

describe('suspending an account', () => {
  it('ends its sessions, refuses log-in, and stays on record until it is lifted', async () => {
    const { userId } = await service.activeUser();
    const { body } = await service.logInAs(userId);
    const call = { caller: admin, params: { userId } };
    const suspended = await service.call(suspendUser, { ...call, body: { reason: 'Stolen card' } });
    expect(suspended).toMatchObject({ status: 200, body: { status: 'suspended' } });
    expect(await service.outbox(userId)).toMatchObject([{ type: 'users.user-suspended.v1', d: { userId } }]);
    expect((await service.call(refreshToken, { body: { refreshToken: body['refreshToken'] } })).status).toBe(
      401,
    );
    expect(await service.logInAs(userId)).toMatchObject({ status: 403, body: { code: 'ACCOUNT_SUSPENDED' } });
    expect((await service.logInAs(userId, 'Wrong-horse-7')).status).toBe(401);
    expect(await service.call(suspendUser, call)).toMatchObject({
      status: 409,
      body: { code: 'USER_STATE_CONFLICT' },
    });
    expect((await service.call(reinstateUser, call)).status).toBe(200);
    expect(await service.outbox(userId)).toMatchObject([{ type: 'users.user-reinstated.v1' }]);
    // A session that was ended stays ended.
    const old = await service.call(refreshToken, { body: { refreshToken: body['refreshToken'] } });
    expect(old).toMatchObject({ status: 401, body: { code: 'REFRESH_TOKEN_INVALID' } });
    expect((await service.logInAs(userId)).status).toBe(200);
    expect((await read(userId)).body['audit']).toMatchObject([
      { action: 'reinstate', by: 'usr_admin', reason: null },
      { action: 'suspend', by: 'usr_admin', reason: 'Stolen card' },
    ]);
  });

  it('is not for shoppers, nor for administrators against themselves', async () => {
    const { userId, caller } = await service.activeUser();
    const params = { userId };
    expect((await service.call(suspendUser, { caller, params })).status).toBe(403);
    expect((await service.call(listUsers, { method: 'GET', caller })).status).toBe(403);
    const self = { ...admin, userId };
    expect(await service.call(suspendUser, { caller: self, params })).toMatchObject({
      body: { code: 'NOT_YOURSELF' },
    });
    expect(
      (await service.call(suspendUser, { caller: admin, params: { userId: 'usr_nobody' } })).status,
    ).toBe(404);
  });
});

describe('finding accounts', () => {
  it('works by id, by user name and by the beginning of the address', async () => {
    const { userId, username, email } = await service.activeUser();
    for (const q of [userId, username.toUpperCase(), email, email.slice(0, 12)]) {
      expect((await search({ q })).items).toMatchObject([{ userId }]);
    }
    expect((await search({ q: 'usr_nobody' })).items).toEqual([]);
    expect(JSON.stringify(await search({ q: userId }))).not.toContain('passwordHash');
  });

  it('pages through all of them once, those in use first', async () => {
    await service.call(register, {
      body: { username: 'idle1', email: 'idle1@example.com', password: PASSWORD },
    });
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page = await search({ limit: '2', ...(cursor !== null && { cursor }) });
      expect(page.items.length).toBeLessThanOrEqual(2);
      seen.push(...page.items.map(({ userId }) => userId));
      cursor = page.nextCursor;
    } while (cursor !== null);
    const all = (await search({ limit: '100' })).items.map(({ userId }) => userId);
    expect(seen).toEqual(all);
    expect(new Set(seen).size).toBe(seen.length);
    expect((await search({ limit: '100', isActive: 'false' })).items.length).toBeGreaterThan(0);
  });
});

describe('deleting the account', () => {
  const address = {
    recipient: 'Lin Mei',
    phone: '+8613800138000',
    line1: '1 Century Avenue',
    city: 'Shanghai',
    region: 'Shanghai',
    postalCode: '200120',
    country: 'CN',
  };
  const remove = (caller: { userId: string }, password = PASSWORD) =>
    service.call(deleteAccount, { method: 'DELETE', caller, body: { password } });

  it('erases everything personal at once and tells the others', async () => {
    const { userId, username, email, caller } = await service.activeUser();
    await service.call(addAddress, { caller, body: address });
    const { body } = await service.logInAs(userId);
    const session = `session#${String(body['refreshToken']).split('.')[0]}`;
    expect((await remove(caller)).status).toBe(204);
    const left = await service.item(userId);
    expect(left).toMatchObject({ status: 'erased' });
    expect(JSON.stringify(left)).not.toContain(username);
    for (const id of [`email#${email}`, `addresses#${userId}`, `link#${userId}`, session]) {
      expect(await service.item(id)).toBeUndefined();
    }
    expect(await service.outbox(userId)).toMatchObject([{ type: 'users.user-erased.v1', d: { userId } }]);
    expect((await service.logInAs(username)).status).toBe(401);
    expect((await service.call(readProfile, { method: 'GET', caller })).status).toBe(404);
    expect((await read(userId)).status).toBe(404);
  });

  it('frees the address at once and the name after thirty days', async () => {
    const { username, email, caller } = await service.activeUser();
    await remove(caller);
    const body = { username, email, password: PASSWORD };
    expect(await service.call(register, { body })).toMatchObject({
      status: 409,
      body: { code: 'USERNAME_TAKEN' },
    });
    expect(await service.item(`username#${username}`)).toBeUndefined();
    const { id } = heldNameKey(username);
    expect(id).not.toContain(username);
    const held = await service.item(id);
    expect((Number(held?.['expiresAt']) * 1000 - Date.now()) / 86_400_000).toBeGreaterThan(29.9);
    await service.set(id, 'expiresAt', Math.floor(Date.now() / 1000) - 1);
    expect((await service.call(register, { body })).status).toBe(200);
  });

  it('needs the password', async () => {
    const { userId, caller } = await service.activeUser();
    expect(await remove(caller, 'Wrong-horse-7')).toMatchObject({
      status: 403,
      body: { code: 'WRONG_PASSWORD' },
    });
    expect(await service.item(userId)).toMatchObject({ status: 'active' });
  });
});

describe('bounces and complaints', () => {
  const feedback = (change: object) =>
    noteMailFeedback(
      queueEvent([JSON.stringify({ mail: { timestamp: '2026-11-21T10:00:00.000Z' }, ...change })]),
    );

  it.each([
    ['bounce', { bounceType: 'Permanent' }, 'bouncedRecipients'],
    ['complaint', {}, 'complainedRecipients'],
  ])('stop mail to the address: %s', async (reason, facts, list) => {
    const { userId, email } = await service.activeUser();
    const recipients = [{ emailAddress: `Somebody <${email.toUpperCase()}>` }];
    const told = { eventType: reason, [reason]: { ...facts, [list]: recipients } };
    expect(await feedback(told)).toEqual({ batchItemFailures: [] });
    expect((await read(userId)).body['undeliverable']).toMatchObject({ reason });
  });

  it('do not stop it when the mailbox was only full', async () => {
    const { userId, email } = await service.activeUser();
    const bounce = { bounceType: 'Transient', bouncedRecipients: [{ emailAddress: email }] };
    await feedback({ eventType: 'Bounce', bounce });
    expect((await read(userId)).body['undeliverable']).toBeNull();
  });
});
