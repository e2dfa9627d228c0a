import { describe, expect, it } from '@jest/globals';
import { memoryUsers, PASSWORD, SOURCE_IP } from '../../test/memory-users.ts';
import { checkAvailability } from './check-availability.ts';
import { registerUser } from './register-user.ts';
import { isReserved } from './reserved-names.ts';
import { skeletonOf } from './skeleton.ts';

const APP = 'Cartless';

describe('a skeleton', () => {
  it.each([
    ['admin', 'adm1n'],
    ['admin', 'adrnin'],
    ['admin', 'a.d_m.l.n'],
    ['billing', 'bi11ing'],
    ['billing', '8ILLING'],
    ['news', 'nevvs'],
    ['root', 'r00t'],
    ['staff', '5taff'],
    ['client', 'ciient'],
    ['cartless', 'car7l3s5'],
  ])('is the same of %s and %s', (a, b) => {
    expect(skeletonOf(a)).toBe(skeletonOf(b));
  });

  it('is not the same of names that differ to the eye', () => {
    const names = ['mei', 'mia', 'lin', 'support', 'supper', 'root', 'foot', 'staff', 'stuff'];
    expect(new Set(names.map(skeletonOf)).size).toBe(names.length);
  });
});

describe('the addresses of the web', () => {
  it.each(['www.evil', 'evil.com', 'www.evil.com', 'evil.shop', 'e.vil.cn'])('are no names: %s', (name) => {
    expect(isReserved(name, APP)).toBe(true);
  });
});

describe('the names of the shop', () => {
  it.each([
    'support',
    'admin',
    'root',
    'staff',
    'billing',
    'noreply',
    'no.reply',
    'no_reply',
    'postmaster',
    'adm1n',
    's.upport',
    'supp0rt',
    'support24',
    'support_2',
    'rn0derator',
    'a.d.m.i.n',
    'b1ll1ng',
    'mei.support',
    'the_admin',
    'admin.mei',
    'team7_mei',
    'cartless',
    'cart.less',
    'cartless_shop',
    'real.cartless',
    'car7less',
    'cart1ess.help',
    'cartiess',
  ])('are not for others: %s', (name) => {
    expect(isReserved(name, APP)).toBe(true);
  });

  it.each([
    'mei',
    'mei.lin',
    'supporter',
    'administrata',
    'rooted',
    'flagstaff',
    'cartier',
    'less.cart.lin',
    'steamer',
    'shopper',
    'traffic.1a2b3c4d',
    'demo',
    'user1',
    'infomaniac',
    'helpful',
  ])('leave other names alone: %s', (name) => {
    expect(isReserved(name, APP)).toBe(false);
  });

  it('follow the shop’s own name, inside of longer ones when it is long enough to be meant', () => {
    expect(isReserved('lumen.deals', 'Lumen')).toBe(true);
    expect(isReserved('1umen', 'Lumen')).toBe(true);
    expect(isReserved('cartless.deals', 'Lumen')).toBe(false);
    expect(isReserved('mo', 'Mo')).toBe(true);
    expect(isReserved('mo.lin', 'Mo')).toBe(true);
    expect(isReserved('monica', 'Mo')).toBe(false);
    expect(isReserved('mei', '')).toBe(false);
    expect(isReserved('the.good.tea.house', 'The Good Tea House!')).toBe(true);
  });

  it('are refused by registration, and not available', async () => {
    const world = memoryUsers();
    const request = {
      username: { typed: 'Supp0rt', compared: 'supp0rt' },
      email: { typed: 'a@example.com', compared: 'a@example.com' },
      password: PASSWORD,
      locale: 'en' as const,
    };
    await expect(registerUser(world.ports)(request)).rejects.toMatchObject({
      kind: 'invalid',
      code: 'USERNAME_RESERVED',
    });
    expect(world.memory.all()).toEqual([]);
    const query = { kind: 'username' as const, name: 'supp0rt', sourceIp: SOURCE_IP };
    expect(await checkAvailability(world.ports)(query)).toEqual({ available: false });
  });

  it('stay with the accounts that have them', async () => {
    const world = memoryUsers();
    const names = { username: 'support', email: 'support@example.com' };
    const { id } = await world.activeUser({ ...names, typed: names });
    expect(await world.ports.users.read(id)).toMatchObject({ username: 'support' });
  });
});
