import { describe, expect, it } from '@jest/globals';
import type { LoginFacts } from '../sessions/ports.ts';
import { LOGINS_LIMIT, WRONG_PASSWORDS_LIMIT } from './limits.ts';
import { ACCOUNT_LIMITS, ADDRESS_LIMITS, FORGET_SECONDS } from './login-throttle.ts';
import { isUnderAttack, refuseHaste, refuseWrong } from './password-attempts.ts';

const AT = new Date('2026-11-21T08:01:40.000Z');
const NOW = AT.getTime() / 1000;
const QUIET: LoginFacts = {
  user: undefined,
  accountKey: 'mei',
  account: undefined,
  address: undefined,
  device: undefined,
  wrong: 0,
  logins: 0,
};
const ANYWHERE = { sourceIp: '192.0.2.1' };
const DEVICE = { ...ANYWHERE, device: 'dev_1' };
const failed = (failures: number, ago = 0) => ({ failures, lastAt: NOW - ago });
const wait = (retryAfter: number) => ({ code: 'TOO_MANY_ATTEMPTS', details: { retryAfter } });
const hasty = (facts: Partial<LoginFacts>, from: typeof ANYWHERE = ANYWHERE) =>
  thrown(() => refuseHaste({ ...QUIET, ...facts }, from, AT));
const wrong = (before: Partial<LoginFacts>, after: object) =>
  thrown(() => refuseWrong({ ...QUIET, ...before }, { account: failed(1), ...after }, AT));

function thrown(work: () => void): unknown {
  try {
    return work();
  } catch (error) {
    const { code, details } = error as { code: string; details: unknown };
    return { code, details };
  }
}

describe('an account is under attack', () => {
  it.each([
    [undefined, false],
    [failed(ACCOUNT_LIMITS.free), false],
    [failed(ACCOUNT_LIMITS.free + 1), true],
    [failed(ACCOUNT_LIMITS.free + 1, FORGET_SECONDS), true],
    [failed(ACCOUNT_LIMITS.free + 1, FORGET_SECONDS + 1), false],
  ])('after %j: %p', (account, is) => {
    expect(isUnderAttack({ account }, AT)).toBe(is);
  });
});

describe('a password that comes too soon', () => {
  it('waits for the account, until that is under attack', () => {
    expect(hasty({})).toBeUndefined();
    expect(hasty({ account: failed(ACCOUNT_LIMITS.free) })).toEqual(wait(4));
    expect(hasty({ account: failed(ACCOUNT_LIMITS.free + 1) })).toBeUndefined();
  });

  it('of a known device waits for the device alone', () => {
    const many = { account: failed(ACCOUNT_LIMITS.free), wrong: WRONG_PASSWORDS_LIMIT.times };
    expect(hasty(many, DEVICE)).toBeUndefined();
    expect(hasty({ device: failed(ACCOUNT_LIMITS.free) }, DEVICE)).toEqual(wait(4));
  });

  it('waits for the span in which its network, or its account, has had all that it may have', () => {
    const beyond = { code: 'TOO_MANY_REQUESTS', details: { retryAfter: 200 } };
    expect(hasty({ wrong: WRONG_PASSWORDS_LIMIT.times - 1 })).toBeUndefined();
    expect(hasty({ wrong: WRONG_PASSWORDS_LIMIT.times })).toEqual(beyond);
    expect(hasty({ logins: LOGINS_LIMIT.times - 1 })).toBeUndefined();
    expect(hasty({ logins: LOGINS_LIMIT.times })).toEqual(beyond);
    expect(hasty({ logins: LOGINS_LIMIT.times }, DEVICE)).toEqual(beyond);
  });
});

describe('a password that was wrong', () => {
  it('is said to be so to the first that are free, and to who comes one after the other', () => {
    expect(wrong({}, { account: failed(ACCOUNT_LIMITS.free) })).toBeUndefined();
    expect(wrong({ account: failed(8) }, { account: failed(9) })).toBeUndefined();
    expect(wrong({ device: failed(8) }, { device: failed(9) })).toBeUndefined();
    expect(wrong({}, { device: failed(ACCOUNT_LIMITS.free) })).toBeUndefined();
    expect(wrong({}, { address: failed(ADDRESS_LIMITS.free) })).toBeUndefined();
  });

  it('is not said to be so to the rest of those that came at once', () => {
    expect(wrong({}, { account: failed(ACCOUNT_LIMITS.free + 1) })).toEqual(wait(1));
    expect(wrong({ account: failed(8) }, { account: failed(10) })).toEqual(wait(1));
    expect(wrong({}, { address: failed(ADDRESS_LIMITS.free + 1) })).toEqual(wait(1));
    expect(wrong({}, { device: failed(ACCOUNT_LIMITS.free + 1) })).toEqual(wait(1));
  });

  it('from a network that has failed often waits for that, from a known device it does not', () => {
    const address = failed(ADDRESS_LIMITS.free);
    expect(wrong({ address }, {})).toEqual(wait(4));
    expect(wrong({ address }, { device: failed(1) })).toBeUndefined();
    // Of the device all that counts is its own.
    expect(wrong({}, { account: failed(99), device: failed(1) })).toBeUndefined();
  });
});
