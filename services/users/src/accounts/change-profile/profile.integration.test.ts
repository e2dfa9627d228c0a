import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PASSWORD, type UsersService, usersService } from '../../../test/users-service.ts';
import { handler as addAddress } from '../../addresses/add-address/handler.ts';
import { handler as forgetPassword } from '../../passwords/forget-password/handler.ts';
import { handler as listAddresses } from '../../addresses/list-addresses/handler.ts';
import { handler as readProfile } from '../read-profile/handler.ts';
import { handler as register } from '../register/handler.ts';
import { handler as removeAddress } from '../../addresses/remove-address/handler.ts';
import { handler as replaceAddress } from '../../addresses/replace-address/handler.ts';
import { handler as verify } from '../../links/verify-token/handler.ts';
import { handler as changeProfile } from './handler.ts';

let service: UsersService;
beforeAll(async () => {
  service = await usersService();
});
afterAll(() => service.stop());

type Caller = Readonly<{ userId: string; username: string }>;
const change = (caller: Caller, body: object) =>
  service.call(changeProfile, { method: 'PATCH', caller, body });
const profileOf = async (caller: Caller) => (await service.call(readProfile, { method: 'GET', caller })).body;

describe('the profile', () => {
  it('changes language and phone, and tells the other services', async () => {
    const { userId, caller } = await service.activeUser();
    const { status, body } = await change(caller, { locale: 'zh-CN', phone: '+8613800138111' });
    expect({ status, body }).toMatchObject({
      status: 200,
      body: { locale: 'zh-CN', phone: '+8613800138111' },
    });
    const told = await service.outbox(userId);
    expect(told).toMatchObject([{ type: 'users.user-updated.v1', n: 3, d: { locale: 'zh-CN' } }]);
    // Nobody else calls a shopper by phone.
    expect(JSON.stringify(told)).not.toContain('+8613800138111');
    expect((await change(caller, { phone: null })).body).toMatchObject({ phone: null, locale: 'zh-CN' });
  });

  it('lets a phone number belong to one account at a time', async () => {
    const [mine, yours] = [await service.activeUser(), await service.activeUser()];
    const phone = '+8613800138112';
    expect((await change(mine.caller, { phone })).status).toBe(200);
    expect(await change(yours.caller, { phone })).toMatchObject({
      status: 409,
      body: { code: 'PHONE_TAKEN' },
    });
    expect((await change(mine.caller, { phone: '+8613800138113' })).status).toBe(200);
    expect((await change(yours.caller, { phone })).status).toBe(200);
    expect(await change(yours.caller, { phone: '+10000000000' })).toMatchObject({ status: 422 });
  });
});

describe('changing the e-mail address', () => {
  it('waits for the link in the mail to the new address, and tells the old one', async () => {
    const { userId, email, caller } = await service.activeUser();
    const next = `new-${email}`;
    const asked = await change(caller, { email: next, password: PASSWORD });
    expect(asked).toMatchObject({ status: 200, body: { email, newEmail: next } });
    await service.deliverMail(userId);
    expect(service.mails.at(-1)).toMatchObject({ to: next, subject: 'Confirm your new address at Cartless' });
    expect((await service.logInAs(next)).status).toBe(401);
    expect((await service.call(verify, { body: { token: service.mailedToken() } })).status).toBe(200);
    expect(await profileOf(caller)).toMatchObject({ email: next, newEmail: null });
    expect((await service.logInAs(next)).status).toBe(200);
    expect((await service.logInAs(email)).status).toBe(401);
    await service.deliverMail(userId);
    expect(service.mails.at(-1)).toMatchObject({
      to: email,
      subject: 'Your Cartless account has a new address',
    });
    const body = { username: `other${userId.slice(-6)}`, password: PASSWORD, email };
    expect((await service.call(register, { body })).status).toBe(200);
  });

  it('needs the password and an address that is free', async () => {
    const [mine, yours] = [await service.activeUser(), await service.activeUser()];
    const email = yours.email.toUpperCase();
    expect(await change(mine.caller, { email })).toMatchObject({ body: { code: 'PASSWORD_NEEDED' } });
    expect(await change(mine.caller, { email, password: 'Wrong-horse-7' })).toMatchObject({
      status: 403,
      body: { code: 'WRONG_PASSWORD' },
    });
    expect(await change(mine.caller, { email, password: PASSWORD })).toMatchObject({
      status: 409,
      body: { code: 'EMAIL_TAKEN' },
    });
  });

  it('goes to whoever confirms first when two want the same address', async () => {
    const [mine, yours] = [await service.activeUser(), await service.activeUser()];
    const email = `both-${mine.email}`;
    const tokens = [];
    for (const { caller, userId } of [mine, yours]) {
      await change(caller, { email, password: PASSWORD });
      await service.deliverMail(userId);
      tokens.push(service.mailedToken());
    }
    expect((await service.call(verify, { body: { token: tokens[1] } })).status).toBe(200);
    expect(await service.call(verify, { body: { token: tokens[0] } })).toMatchObject({
      status: 409,
      body: { code: 'EMAIL_TAKEN' },
    });
  });

  it('does not confirm an address by the link that was sent to another', async () => {
    const { userId, email, caller } = await service.activeUser();
    await change(caller, { email: `first-${email}`, password: PASSWORD });
    await service.deliverMail(userId);
    const token = service.mailedToken();
    await change(caller, { email: `second-${email}`, password: PASSWORD });
    expect((await service.call(verify, { body: { token } })).status).toBe(404);
    await service.call(forgetPassword, { body: { email } });
    expect(await profileOf(caller)).toMatchObject({ email });
  });
});

describe('the address book', () => {
  const home = {
    recipient: '林梅',
    phone: '+8613800138000',
    line1: '世纪大道 1 号',
    city: '上海市',
    region: '上海市',
    postalCode: '200120',
    country: 'CN',
  };
  const add = (caller: Caller, body: object, headers = {}) =>
    service.call(addAddress, { path: '/me/addresses', caller, body, headers });
  const list = async (caller: Caller) =>
    (await service.call(listAddresses, { method: 'GET', caller })).body['items'] as unknown as {
      addressId: string;
      isDefault: boolean;
      line1: string;
    }[];

  it('keeps one default, whatever is added, replaced and removed', async () => {
    const { userId, caller } = await service.activeUser();
    const first = await add(caller, home);
    expect(first).toMatchObject({ status: 201, body: { ...home, isDefault: true } });
    expect(first.headers['location']).toBe(`/me/addresses/${first.body['addressId']}`);
    const second = await add(caller, { ...home, line1: 'Work' });
    expect(second.body).toMatchObject({ isDefault: false });
    const params = { addressId: String(second.body['addressId']) };
    const put = {
      method: 'PUT' as const,
      caller,
      params,
      body: { ...home, line1: 'Work 2', isDefault: true },
    };
    expect(await service.call(replaceAddress, put)).toMatchObject({ status: 200, body: { isDefault: true } });
    expect((await list(caller)).map(({ isDefault }) => isDefault)).toEqual([false, true]);
    expect(await service.outbox(`addresses#${userId}`)).toMatchObject([
      { type: 'users.address-book-changed.v1', s: userId, n: 3 },
    ]);
    expect((await service.call(removeAddress, { method: 'DELETE', caller, params })).status).toBe(204);
    expect(await list(caller)).toMatchObject([{ line1: home.line1, isDefault: true }]);
    expect(await service.call(removeAddress, { method: 'DELETE', caller, params })).toMatchObject({
      status: 404,
    });
  });

  it('holds at most twenty, even when they come all at once', async () => {
    const { caller } = await service.activeUser();
    for (let n = 0; n < 19; n += 1) await add(caller, { ...home, line1: `Street ${n}` });
    const answers = await Promise.all([1, 2, 3].map((n) => add(caller, { ...home, line1: `Late ${n}` })));
    expect(answers.map(({ status }) => String(status)).toSorted((a, b) => a.localeCompare(b))).toEqual([
      '201',
      '409',
      '409',
    ]);
    expect(answers.find(({ status }) => status === 409)?.body['code']).toBe('ADDRESS_BOOK_FULL');
    expect(await list(caller)).toHaveLength(20);
  });

  it('answers an Idempotency-Key with the same address again', async () => {
    const { caller } = await service.activeUser();
    const headers = { 'idempotency-key': 'address-1' };
    const [first, again] = [await add(caller, home, headers), await add(caller, home, headers)];
    expect(again.body).toEqual(first.body);
    expect(again.headers['idempotent-replayed']).toBe('true');
    expect(await add(caller, { ...home, city: '北京市' }, headers)).toMatchObject({
      status: 422,
      body: { code: 'IDEMPOTENCY_KEY_REUSED' },
    });
  });

  it('refuses what is no address, and what is somebody else’s', async () => {
    const [mine, yours] = [await service.activeUser(), await service.activeUser()];
    expect((await add(mine.caller, { ...home, country: 'China' })).status).toBe(422);
    expect((await add(mine.caller, { ...home, planet: 'Earth' })).status).toBe(422);
    const { body } = await add(yours.caller, home);
    const params = { addressId: String(body['addressId']) };
    expect(
      (await service.call(removeAddress, { method: 'DELETE', caller: mine.caller, params })).status,
    ).toBe(404);
  });
});
