import { describe, expect, it } from '@jest/globals';
import { type Role, ROLE_NAMES } from '@cartless/domain';
import { activate, register } from '../accounts/user-change.ts';
import type { ActiveUser } from '../accounts/user.ts';
import { type Appointer, setRoles } from './role-change.ts';

const AT = new Date('2026-11-21T08:00:00.000Z');
const at = AT.toISOString();
const names = { username: 'mei.lin', email: 'mei@example.com' };
const pending = register(
  { id: 'usr_mei', ...names, typed: names, locale: 'en', passwordHash: 'hash' },
  AT,
).state;
const someone = (...roles: Role[]): ActiveUser => ({
  ...activate(pending, AT).state,
  scopes: ['shop', ...roles],
});
const by = (...roles: Role[]): Appointer => ({ id: 'usr_boss', roles });
const own = (...roles: Role[]): Appointer => ({ id: 'usr_mei', roles });

describe('setting roles', () => {
  it('writes all of them, who did it, what was before and after, and that the account is of the staff', () => {
    expect(
      setRoles(someone('reports'), { roles: ['support', 'finance', 'support'], by: by('admin'), at: AT }),
    ).toEqual({
      state: someone('finance', 'support'),
      also: [
        { type: 'while-held', by: 'usr_boss', roles: ['admin'] },
        {
          type: 'record',
          entry: {
            action: 'set-roles',
            by: 'usr_boss',
            reason: null,
            at,
            before: ['reports'],
            after: ['finance', 'support'],
          },
        },
        { type: 'list-staff', at },
      ],
    });
  });

  it('leaves a shopper when none are left', () => {
    const change = setRoles(someone('reports'), { roles: [], by: by('admin'), at: AT });
    expect(change?.state.scopes).toEqual(['shop']);
    expect(change?.also).toContainEqual({ type: 'unlist-staff' });
  });

  it('changes nothing when they are the same, whoever asks', () => {
    expect(
      setRoles(someone('admin', 'finance'), { roles: ['finance', 'admin'], by: by('staff'), at: AT }),
    ).toBeUndefined();
  });

  it('waits until the address is confirmed', () => {
    expect(() => setRoles(pending, { roles: ['support'], by: by('admin'), at: AT })).toThrow(
      expect.objectContaining({ code: 'USER_STATE_CONFLICT', details: { accountStatus: 'pending' } }),
    );
  });
});

describe('somebody who may appoint', () => {
  it.each<[Role[], Role[], Role[], Role[]]>([
    // held, before, after, what has to hold still
    [['staff', 'support'], [], ['support'], ['staff', 'support']],
    [['staff'], [], ['staff'], ['staff']],
    [['staff'], ['finance', 'support'], ['support'], ['staff']],
    [['admin'], [], ['admin'], ['admin']],
    [['admin'], ['admin'], [], ['admin']],
    [['staff', 'admin'], [], ['finance'], ['admin']],
  ])('with %j turns %j into %j', (held, before, roles, needed) => {
    expect(setRoles(someone(...before), { roles, by: by(...held), at: AT })?.also).toContainEqual({
      type: 'while-held',
      by: 'usr_boss',
      roles: needed,
    });
  });

  it.each<[string, Role[], Role[], Role[]]>([
    ['gives what they do not have', ['staff'], [], ['finance']],
    ['gives it among what they have', ['staff', 'support'], [], ['support', 'finance']],
    ['makes an administrator', ['staff', 'support'], [], ['admin']],
    ['makes one of all areas', ROLE_NAMES.filter((role) => role !== 'admin'), [], ['admin']],
    ['removes an administrator', ['staff'], ['admin'], []],
    ['turns an administrator into less', ['staff', 'support'], ['admin'], ['support']],
    ['has lost the role of staff', ['support'], [], ['support']],
    ['has nothing any more', [], ['support'], []],
  ])('is refused who %s', (_, held, before, roles) => {
    expect(() => setRoles(someone(...before), { roles, by: by(...held), at: AT })).toThrow(
      expect.objectContaining({ code: 'ROLE_NOT_YOURS' }),
    );
  });

  it.each<[Role[], Role[]]>([
    [['staff'], ['staff', 'finance']],
    [['staff'], ['admin']],
    [
      ['staff', 'support'],
      ['staff', 'support', 'admin'],
    ],
  ])('cannot raise themselves from %j to %j', (before, roles) => {
    // What the caller says of themselves counts for nothing here: it may be older than the account.
    expect(() => setRoles(someone(...before), { roles, by: own('admin'), at: AT })).toThrow(
      expect.objectContaining({ code: 'ROLE_NOT_YOURS' }),
    );
  });

  it('may give up what they have', () => {
    const change = setRoles(someone('staff', 'support'), { roles: ['support'], by: own('staff'), at: AT });
    expect(change?.also?.map(({ type }) => type)).toEqual(['record', 'list-staff']);
  });
});

describe('an administrator who gives it up', () => {
  const command = { roles: ['support'] as const, by: own('admin'), at: AT };

  it('needs another one, who has to be one still when it is written', () => {
    expect(() => setRoles(someone('admin'), command)).toThrow(
      expect.objectContaining({ code: 'LAST_ADMIN' }),
    );
    expect(setRoles(someone('admin'), { ...command, successor: 'usr_boss' })?.also).toContainEqual({
      type: 'while-held',
      by: 'usr_boss',
      roles: ['admin'],
    });
  });

  it('needs none to take areas that administrators have anyway', () => {
    const change = setRoles(someone('admin', 'reports'), { ...command, roles: ['admin'] });
    expect(change?.also?.map(({ type }) => type)).toEqual(['record', 'list-staff']);
  });
});

it('somebody with access to the AWS account appoints the first one', () => {
  const change = setRoles(someone(), { roles: ['admin'], by: 'operator', at: AT });
  expect(change?.also?.[0]).toMatchObject({ type: 'record', entry: { by: 'operator', after: ['admin'] } });
});
