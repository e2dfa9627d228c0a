import { describe, expect, it } from '@jest/globals';
import { memoryUsers } from '../../test/memory-users.ts';
import type { User } from '../accounts/user.ts';
import { ATTACK_LETTER_AFTER, ATTACK_LETTER_LIMIT } from './limits.ts';
import { warnOwner } from './warn-owner.ts';

const AT = new Date('2026-11-21T08:00:00.000Z');
const { what, spanSeconds } = ATTACK_LETTER_LIMIT;

async function warning(used = 1) {
  const counted: unknown[] = [];
  const changes: unknown[] = [];
  const user = await memoryUsers().activeUser();
  const warn = warnOwner({
    allowances: {
      use: (name, of, span) => {
        counted.push([name, of, span]);
        return Promise.resolve({ used, secondsLeft: 1 });
      },
    },
    users: {
      change: (id, rule, options) => {
        const rules = [user, { ...user, status: 'suspended' } as User].map((now) => rule(now));
        changes.push([id, rules, options]);
        return Promise.resolve(user);
      },
    },
  });
  return { warn, counted, changes, user };
}
const failed = (failures: number) => ({ failures, lastAt: 0 });

describe('an owner whose account is guessed at', () => {
  it('is written to once, as long as the account is open', async () => {
    const { warn, counted, changes, user } = await warning();
    for (const failures of [1, ATTACK_LETTER_AFTER - 1, ATTACK_LETTER_AFTER, ATTACK_LETTER_AFTER + 1])
      await warn(user, failed(failures), AT);
    expect(counted).toEqual([[what, user.id, spanSeconds]]);
    const fact = { type: 'login-letter-asked', at: AT.toISOString(), letter: 'login-attack' };
    expect(changes).toEqual([[user.id, [{ state: user, facts: [fact] }, undefined], { known: user }]]);
  });

  it.each([
    ['whose account there is not', undefined, 1, 'nobody'],
    ['who was written to in the same week', 'owner', 2, 'owner'],
  ])('and %s is not, at the same cost', async (_, who, used, key) => {
    const { warn, counted, changes, user } = await warning(used);
    await warn(who === undefined ? undefined : user, failed(ATTACK_LETTER_AFTER), AT);
    const of = key === 'owner' ? user.id : key;
    expect(counted).toEqual([
      [what, of, spanSeconds],
      ['letter for nobody', of, spanSeconds],
    ]);
    expect(changes).toEqual([]);
  });
});
