import { describe, expect, it } from '@jest/globals';
import type { Items } from '@cartless/aggregate';
import type { Role, UserId } from '@cartless/domain';
import { memoryUsers, type MemoryUsers, PASSWORD, signer, SOURCE_IP } from '../../test/memory-users.ts';
import { deleteAccount } from '../accounts/delete-account.ts';
import { suspendUser } from '../accounts/suspend-user.ts';
import { logIn } from '../sessions/log-in.ts';
import { refreshSession } from '../sessions/refresh-session.ts';
import { userKey } from '../users-table.ts';
import { appointStaff, grantRoles } from './appoint-staff.ts';
import { isActingAdmin, rolesOf } from './roles.ts';

type Call = (ports: MemoryUsers['ports']) => Promise<unknown>;
const EVERYBODY = 3;

/** A shop with administrators, whose first write can be overtaken by somebody else's whole call. */
async function shopWithAdmins(count = EVERYBODY) {
  let rival: (() => Promise<unknown>) | undefined;
  const overtaken = (items: Items): Items => ({
    ...items,
    async write(...given) {
      const first = rival;
      rival = undefined;
      await first?.();
      return items.write(...given);
    },
  });
  const world = memoryUsers(overtaken);
  const admins: UserId[] = [];
  for (let n = 0; n < count; n += 1) {
    const { id } = await world.activeUser();
    await grantRoles(world.plain)(id, ['admin']);
    admins.push(id);
  }
  const [anna = 'usr_0', ben = 'usr_0', cleo = 'usr_0'] = admins;
  return {
    world,
    anna,
    ben,
    cleo,
    /** Lets `second` happen as a whole in the middle of `first`; answers the code of each that is refused. */
    race: async (first: Call, second: Call) => {
      let later: PromiseSettledResult<unknown>[] = [];
      rival = async () => {
        later = await Promise.allSettled([second(world.plain)]);
      };
      const [one] = await Promise.allSettled([first(world.ports)]);
      return [one, ...later].map((result) =>
        result.status === 'rejected' ? (result.reason as { code: string }).code : 'done',
      );
    },
    adminsLeft: async () => {
      const users = await Promise.all(admins.map((id) => world.plain.users.find(id)));
      return users.filter((user) => user !== undefined && isActingAdmin(user)).length;
    },
  };
}

const roles =
  (userId: UserId, by: UserId, given: readonly Role[] = []) =>
  (ports: MemoryUsers['ports']) =>
    appointStaff(ports)({ userId, by, roles: given });
const suspend = (userId: UserId, by: UserId) => (ports: MemoryUsers['ports']) =>
  suspendUser(ports, 'suspend')({ userId, by, reason: null });
const remove = (userId: UserId) => (ports: MemoryUsers['ports']) =>
  deleteAccount(ports)({ userId, password: PASSWORD, sourceIp: SOURCE_IP });

describe('the last administrator', () => {
  it.each([
    ['gives the role up', (admin: UserId) => roles(admin, admin, ['support'])],
    ['deletes the account', (admin: UserId) => remove(admin)],
  ])('is refused who %s', async (_, leave) => {
    const { world, anna, adminsLeft } = await shopWithAdmins(1);
    await expect(leave(anna)(world.plain)).rejects.toMatchObject({ code: 'LAST_ADMIN' });
    expect(await adminsLeft()).toBe(1);
  });

  it.each([
    ['is suspended', (ben: UserId, anna: UserId) => suspend(ben, anna)],
    ['is erased', (ben: UserId) => remove(ben)],
    ['gave it up', (ben: UserId) => roles(ben, ben)],
    ['lost it', (ben: UserId, anna: UserId) => roles(ben, anna)],
  ])('is the only one left when the other %s', async (_, leave) => {
    const { world, anna, ben } = await shopWithAdmins(2);
    await leave(ben, anna)(world.plain);
    await expect(roles(anna, anna)(world.plain)).rejects.toMatchObject({ code: 'LAST_ADMIN' });
    await expect(remove(anna)(world.plain)).rejects.toMatchObject({ code: 'LAST_ADMIN' });
  });

  it.each([
    ['remove each other', roles, roles],
    ['suspend each other', suspend, suspend],
    ['remove and suspend each other', roles, suspend],
  ])('stays when two %s at the same moment', async (_, one, other) => {
    const { anna, ben, race, adminsLeft } = await shopWithAdmins(2);
    expect(await race(one(anna, ben), other(ben, anna))).toEqual(['ROLE_NOT_YOURS', 'done']);
    expect(await adminsLeft()).toBe(1);
  });

  it.each([
    ['give it up', (admin: UserId) => roles(admin, admin), (admin: UserId) => roles(admin, admin)],
    ['delete their accounts', remove, remove],
    ['go in one way each', remove, (admin: UserId) => roles(admin, admin)],
  ])('stays when two %s at the same moment', async (_, one, other) => {
    const { anna, ben, race, adminsLeft } = await shopWithAdmins(2);
    expect(await race(one(anna), other(ben))).toEqual(['LAST_ADMIN', 'done']);
    expect(await adminsLeft()).toBe(1);
  });

  it('is not looked for in vain: who goes while another goes finds the third', async () => {
    const { anna, ben, cleo, race, adminsLeft, world } = await shopWithAdmins();
    expect(await race(remove(anna), remove(ben))).toEqual(['done', 'done']);
    expect(await adminsLeft()).toBe(1);
    await expect(remove(cleo)(world.plain)).rejects.toMatchObject({ code: 'LAST_ADMIN' });
  });

  it('may be one of the release before, once they have logged in', async () => {
    const { world, anna } = await shopWithAdmins(1);
    const old = await world.activeUser({ scopes: ['shop', 'admin'] });
    await expect(roles(anna, anna)(world.plain)).rejects.toMatchObject({ code: 'LAST_ADMIN' });
    await login(world, old.id);
    expect(rolesOf(await roles(anna, anna)(world.plain))).toEqual([]);
  });
});

describe('roles', () => {
  it('are taken by who has them now, not by who had them when the token was made', async () => {
    const { world, anna, ben } = await shopWithAdmins();
    await roles(ben, anna, ['staff'])(world.plain);
    await expect(roles(anna, ben)(world.plain)).rejects.toMatchObject({ code: 'ROLE_NOT_YOURS' });
    await suspend(ben, anna)(world.plain);
    for (const wanted of [['admin'], []] as const) {
      await expect(roles(ben, ben, wanted)(world.plain)).rejects.toMatchObject({ code: 'ROLE_NOT_YOURS' });
    }
    await expect(roles(anna, 'usr_nobody')(world.plain)).rejects.toMatchObject({ code: 'ROLE_NOT_YOURS' });
  });

  it('are not given by who loses them at the same moment', async () => {
    const { world, anna, ben, race } = await shopWithAdmins();
    const { id } = await world.activeUser();
    await roles(ben, anna, ['staff', 'finance'])(world.plain);
    const outcome = await race(roles(id, ben, ['finance']), roles(ben, anna, ['staff']));
    expect(outcome).toEqual(['ROLE_NOT_YOURS', 'done']);
    expect(rolesOf(await world.plain.users.read(id))).toEqual([]);
  });

  it('show in the next token, and are gone from the next one', async () => {
    const { world, anna } = await shopWithAdmins(1);
    const { id } = await world.activeUser();
    const ports = { ...world.plain, signer, issuer: 'https://shop.test' };
    const first = await login(world, id);
    expect(scopeOf(first.accessToken)).toBe('shop');
    await roles(id, anna, ['finance', 'support'])(world.plain);
    const second = await refreshSession(ports)(first.refreshToken);
    expect(scopeOf(second.accessToken)).toBe('shop finance support');
    await roles(id, anna)(world.plain);
    const third = await refreshSession(ports)(second.refreshToken);
    expect(scopeOf(third.accessToken)).toBe('shop');
  });

  it('are spelled out in the token of an administrator, and stored as one', async () => {
    const { world, anna } = await shopWithAdmins(1);
    expect(scopeOf((await login(world, anna)).accessToken)).toBe(
      'shop admin catalogue fulfilment finance support reports staff',
    );
    expect(await world.memory.get(userKey(anna))).toMatchObject({ scopes: ['shop', 'admin'] });
  });

  it('are on record with who, when, what before and what after', async () => {
    const { world, anna } = await shopWithAdmins(1);
    const { id } = await world.activeUser();
    const at = new Date(world.clock.at).toISOString();
    await roles(id, anna, ['finance'])(world.plain);
    await roles(id, anna, ['finance'])(world.plain);
    expect(await world.plain.audit.list(id)).toEqual([
      { action: 'set-roles', by: anna, reason: null, at, before: [], after: ['finance'] },
    ]);
    expect(world.told()).toEqual([]);
  });

  it('are not for an account that is erased', async () => {
    const { world, anna, ben } = await shopWithAdmins(2);
    await remove(ben)(world.plain);
    await expect(roles(ben, anna, ['admin'])(world.plain)).rejects.toMatchObject({ code: 'USER_UNKNOWN' });
  });
});

describe('an account of the staff', () => {
  it('is suspended by support, an administrator only by administrators', async () => {
    const { world, anna, ben } = await shopWithAdmins(2);
    const { id: agent } = await world.activeUser();
    const { id: clerk } = await world.activeUser();
    await roles(agent, anna, ['support'])(world.plain);
    await roles(clerk, anna, ['finance'])(world.plain);
    expect((await suspend(clerk, agent)(world.plain)).status).toBe('suspended');
    await expect(suspend(ben, agent)(world.plain)).rejects.toMatchObject({ code: 'ROLE_NOT_YOURS' });
    await suspend(ben, anna)(world.plain);
    const reinstate = suspendUser(world.plain, 'reinstate');
    await expect(reinstate({ userId: ben, by: agent, reason: null })).rejects.toMatchObject({
      code: 'ROLE_NOT_YOURS',
    });
    expect((await reinstate({ userId: ben, by: anna, reason: null })).status).toBe('active');
  });
});

const login = ({ plain }: MemoryUsers, identifier: string) =>
  logIn({ ...plain, signer, issuer: 'https://shop.test', rehash: (user) => Promise.resolve(user) })({
    identifier,
    password: PASSWORD,
    sourceIp: SOURCE_IP,
  });

const scopeOf = (token: string): unknown =>
  (JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as { scope: unknown }).scope;
