import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type AccountEvent, standingAfter, UNKNOWN_ACCOUNT, wasBarredAt } from './account-standing.ts';
import { UserActivated, UserErased, UserReinstated, UserSuspended } from './events/users/index.ts';

const at = (hour: number) => `2026-11-21T${String(hour).padStart(2, '0')}:00:00.000Z`;
const event = (contract: typeof UserActivated, sequence: number): AccountEvent =>
  contract.create({ subject: 'usr_mei', sequence, time: at(sequence), data: { userId: 'usr_mei' } });

const ACTIVATED = event(UserActivated, 2);
const SUSPENDED = event(UserSuspended, 4);
const REINSTATED = event(UserReinstated, 5);
const AGAIN = event(UserSuspended, 6);
const LIFTED = event(UserReinstated, 7);
const ERASED = event(UserErased, 8);

const after = (...events: readonly AccountEvent[]) =>
  events.reduce((known, one) => standingAfter(known, one) ?? known, UNKNOWN_ACCOUNT);

function permutations<T>(all: readonly T[]): readonly (readonly T[])[] {
  if (all.length < 2) return [all];
  return all.flatMap((one, i) => permutations(all.toSpliced(i, 1)).map((rest) => [one, ...rest]));
}

describe('how an account stands', () => {
  it('is open as long as nothing was heard of it', () => {
    expect(after()).toEqual({ status: 'open', sequence: 0 });
  });

  it.each([
    ['activated', [ACTIVATED], { status: 'open', since: at(2), activatedAt: at(2), sequence: 2 }],
    [
      'suspended',
      [ACTIVATED, SUSPENDED],
      { status: 'suspended', since: at(4), activatedAt: at(2), sequence: 4 },
    ],
    [
      'reinstated',
      [ACTIVATED, SUSPENDED, REINSTATED],
      { status: 'open', since: at(5), activatedAt: at(2), sequence: 5 },
    ],
    [
      'suspended again',
      [ACTIVATED, SUSPENDED, REINSTATED, AGAIN],
      { status: 'suspended', since: at(6), activatedAt: at(2), sequence: 6 },
    ],
    [
      'erased',
      [ACTIVATED, SUSPENDED, REINSTATED, AGAIN, LIFTED, ERASED],
      { status: 'erased', since: at(8), activatedAt: at(2), sequence: 8 },
    ],
    ['erased before it was activated', [ERASED], { status: 'erased', since: at(8), sequence: 8 }],
  ])('is the same in every order of its events: %s', (_, events, expected) => {
    for (const some of permutations(events)) expect(after(...some)).toEqual(expected);
  });

  it('is the same however often its events come, and between which others', () => {
    const events = [ACTIVATED, SUSPENDED, REINSTATED, AGAIN, LIFTED, ERASED];
    fc.assert(
      fc.property(fc.subarray(events), fc.infiniteStream(fc.nat()), (some, chance) => {
        const twice = [...some, ...some, ...some]
          .map((one) => [chance.next().value as number, one] as const)
          .sort(([a], [b]) => a - b)
          .map(([, one]) => one);
        expect(after(...twice)).toEqual(after(...some));
      }),
    );
  });

  it('tells nothing new by an event that was heard before', () => {
    for (const one of [ACTIVATED, SUSPENDED, REINSTATED, ERASED])
      expect(standingAfter(after(one), one)).toBeUndefined();
    expect(standingAfter(after(REINSTATED), SUSPENDED)).toBeUndefined();
    expect(standingAfter(after(ERASED), event(UserReinstated, 99))).toBeUndefined();
  });

  it('bars what is asked for from the very moment on, and only while it lasts', () => {
    expect(wasBarredAt(after(SUSPENDED), at(3))).toBe(false);
    expect(wasBarredAt(after(SUSPENDED), at(4))).toBe(true);
    expect(wasBarredAt(after(SUSPENDED, REINSTATED), at(4))).toBe(false);
    expect(wasBarredAt(after(ERASED), '2026-11-21T07:59:59.999Z')).toBe(false);
    expect(wasBarredAt(after(ERASED), at(9))).toBe(true);
    expect(wasBarredAt(UNKNOWN_ACCOUNT, at(9))).toBe(false);
  });
});
