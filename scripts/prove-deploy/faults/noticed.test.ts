import { describe, expect, it } from '@jest/globals';
import { heldIn } from '../verdict/dead-letters.ts';
import { judged } from '../verdict/verdict.ts';
import { noticed } from './noticed.ts';

const step = (name: string, result: string, failed: boolean) => ({ name, result, failed, seconds: 1 });
const role = 'cartless-permission-users-readProfile';
const TABLE = 'arn:aws:dynamodb:us-east-1:000000000000:table/cartless-permission-users';
const asked = { role, action: 'dynamodb:GetItem', resource: TABLE };

describe('a planted fault', () => {
  it('is noticed by a step that names it', () => {
    const { calls, refused } = judged(
      [
        { ...asked, allowed: false },
        { ...asked, allowed: false },
        { ...asked, role: role.replace('permission', 'other'), allowed: false },
        { ...asked, action: 'dynamodb:PutItem', allowed: true },
      ],
      'permission',
    );
    expect({ calls, refused }).toEqual({ calls: 3, refused: [`${role}: dynamodb:GetItem on ${TABLE}`] });
    const taken = [step('deployed', 'done', false), step('nothing was refused', refused.join('\n'), true)];
    expect(noticed('missing-permission', taken)).toMatch(/^"nothing was refused" failed: readProfile/);
  });

  it('is noticed by what lies in dead letters', () => {
    const letter = { id: '1', eventId: '2', since: '', subjects: [], trace: undefined, isChange: false };
    const parked = {
      ...letter,
      types: ['orders.order-paid.v1'],
      reason: 'EVENT_UNREADABLE: it cannot be read',
    };
    const held = heldIn('cartless-events-logistics-orders-dead-letters', [parked, parked]);
    expect(held).toBe(
      'cartless-events-logistics-orders-dead-letters holds 2: orders.order-paid.v1 (EVENT_UNREADABLE: it cannot be read)',
    );
    expect(noticed('breaking-event', [step('nothing was given up', held, true)])).toContain('order-paid.v1');
  });

  it('goes unnoticed when nothing fails, or only something else does', () => {
    expect(() => noticed('wrong-issuer', [step('deployed', 'done', false)])).toThrow(
      'The fault wrong-issuer went unnoticed. No step failed.',
    );
    expect(() => noticed('wrong-issuer', [step('deployed', 'no such table', true)])).toThrow(
      'Only this was said:\n"deployed" failed: no such table',
    );
  });
});
