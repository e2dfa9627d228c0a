import { describe, expect, it } from '@jest/globals';
import { activate, erase, register, reinstate, suspend } from './user-change.ts';
import { changeEmail, changeProfile, wantEmail } from './profile-change.ts';
import { canMove, MOVES } from './user.ts';
import { userDeclaration } from './user-store.ts';

const AT = new Date('2026-11-21T08:00:00.000Z');
const at = AT.toISOString();
const names = { username: 'mei.lin', email: 'mei@example.com' };
const fresh = {
  id: 'usr_mei' as const,
  ...names,
  typed: { username: 'Mei.Lin', email: 'Mei@Example.com' },
  phone: '+8613800138000',
  locale: 'zh-CN' as const,
  passwordHash: 'hash',
};
const pending = register(fresh, AT).state;
const active = activate(pending, AT).state;
const by = { by: 'usr_admin' as const, reason: 'chargebacks', at };
const suspended = suspend(active, by).state;

describe('the rules of accounts', () => {
  it('open one that is not active, and take its three names', () => {
    const { state, facts, also } = register(fresh, AT);
    expect(state).toEqual({
      ...fresh,
      status: 'pending',
      scopes: ['shop'],
      sessionEpoch: 0,
      version: 0,
      createdAt: at,
    });
    expect(facts).toEqual([{ type: 'registered', at }]);
    expect(also?.map((side) => [side.type, 'kind' in side && side.kind])).toEqual([
      ['take-name', 'username'],
      ['take-name', 'email'],
      ['take-name', 'phone'],
    ]);
  });

  it('activate it and ask for the welcome', () => {
    expect(activate(pending, AT)).toEqual({
      state: { ...pending, status: 'active', activatedAt: at },
      facts: [
        { type: 'activated', at },
        { type: 'letter-asked', at, letter: 'welcome' },
      ],
    });
  });

  it('suspend it, end its sessions, and put that on record; and the other way round', () => {
    expect(suspend(active, by)).toEqual({
      state: { ...active, status: 'suspended', sessionEpoch: 1 },
      facts: [{ type: 'suspended', at }],
      also: [{ type: 'record', entry: { action: 'suspend', ...by } }],
    });
    expect(reinstate(suspended, by)).toEqual({
      state: { ...suspended, status: 'active' },
      facts: [{ type: 'reinstated', at }],
      also: [{ type: 'record', entry: { action: 'reinstate', ...by } }],
    });
  });

  it.each([
    ['suspend', pending],
    ['suspend', suspended],
    ['reinstate', pending],
    ['reinstate', active],
  ] as const)('refuse to %s one that is not in the state for it', (move, user) => {
    expect(() => ({ suspend, reinstate })[move](user, by)).toThrow(
      expect.objectContaining({ code: 'USER_STATE_CONFLICT', details: { accountStatus: user.status } }),
    );
  });

  it('let every state be left, for a suspended one is reinstated', () => {
    for (const user of [pending, active, suspended]) {
      expect(Object.keys(MOVES).some((move) => canMove(move as keyof typeof MOVES, user))).toBe(true);
    }
  });

  it('suspend and reinstate an administrator only while an administrator does it', () => {
    const admin = { ...active, scopes: ['shop', 'admin'] as const };
    const held = { type: 'while-held', by: 'usr_admin', roles: ['admin'] };
    expect(suspend(admin, by).also).toContainEqual(held);
    expect(reinstate({ ...admin, status: 'suspended' }, by).also).toContainEqual(held);
    expect(suspend({ ...active, scopes: ['shop', 'finance'] }, by).also).not.toContainEqual(held);
  });

  it('erase an administrator only while another one is there', () => {
    const admin = { ...active, scopes: ['shop', 'admin'] as const };
    expect(() => erase(admin, AT)).toThrow(expect.objectContaining({ code: 'LAST_ADMIN' }));
    expect(erase(admin, AT, 'usr_other').also).toEqual(
      expect.arrayContaining([
        { type: 'while-held', by: 'usr_other', roles: ['admin'] },
        { type: 'unlist-staff' },
      ]),
    );
  });

  it('leave nothing but the id when they erase', () => {
    const { state, facts, also } = erase(active, AT);
    expect(state).toEqual({ id: 'usr_mei', status: 'erased', version: 0, erasedAt: at });
    expect(Object.keys(userDeclaration.personal ?? {}).filter((field) => field in state)).toEqual([]);
    expect(facts).toEqual([{ type: 'erased', at }]);
    expect(also).toEqual([
      { type: 'hold-username', name: 'mei.lin', until: new Date('2026-12-21T08:00:00.000Z') },
      { type: 'give-back-name', kind: 'email', name: 'mei@example.com' },
      { type: 'give-back-name', kind: 'phone', name: '+8613800138000' },
      { type: 'remove-belongings', email: 'mei@example.com' },
    ]);
  });
});

describe('the rules of the profile', () => {
  it('change the phone and keep what was not named', () => {
    const { state, facts, also } = changeProfile(active, { phone: '+8613900139000' }, AT);
    expect(state).toEqual({ ...active, phone: '+8613900139000' });
    expect(facts).toEqual([{ type: 'changed', at }]);
    expect(also).toEqual([
      { type: 'take-name', at: AT, kind: 'phone', name: '+8613900139000' },
      { type: 'give-back-name', kind: 'phone', name: '+8613800138000' },
    ]);
  });

  it('take the phone away', () => {
    const { state } = changeProfile(active, { phone: null, locale: 'en' }, AT);
    expect('phone' in state).toBe(false);
    expect(state.locale).toBe('en');
  });

  it('move to another address only after the link, and write to the old one then', () => {
    const newEmail = { email: 'lin@example.com', typed: 'Lin@example.com' };
    const wanted = wantEmail(changeProfile(active, {}, AT), newEmail, AT);
    expect(wanted.state).toMatchObject({ email: 'mei@example.com', newEmail });
    expect(wanted.facts?.at(-1)).toEqual({ type: 'letter-asked', at, letter: 'verify-new-email' });
    const moved = changeEmail(wanted.state, newEmail, AT);
    expect(moved.state).toMatchObject({
      email: 'lin@example.com',
      typed: { username: 'Mei.Lin', email: 'Lin@example.com' },
    });
    expect('newEmail' in moved.state).toBe(false);
    expect(moved.facts).toEqual([
      { type: 'changed', at },
      { type: 'letter-asked', at, letter: 'email-changed', to: 'Mei@Example.com' },
    ]);
  });
});
