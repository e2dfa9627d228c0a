import { describe, expect, it } from '@jest/globals';
import type { Played } from './history.ts';
import type { Plan } from './plan.ts';
import { shrink } from './shrink.ts';

const BROKEN = { invariant: 'it holds', says: 'it does not' };

/** Of a plan that breaks what holds when somebody orders and one fault is among those that happen. */
function played({ parts, only = ['a', 'b', 'c', 'd', 'e'] }: Plan): Played {
  const acts = parts.flatMap((part) => part.acts);
  const problem = acts.includes('orders') && only.includes('c') ? BROKEN : undefined;
  return { problem, steps: 1, faults: only, answers: new Map(), acts, moves: [], digest: undefined };
}

describe('a history that fails', () => {
  it('is made as short as can be', async () => {
    const plan: Plan = {
      seed: 1,
      rates: {},
      without: [],
      goods: [3, 4],
      parts: [
        { role: 'shopper', name: 'shopper1', acts: ['looks', 'waits'] },
        { role: 'shopper', name: 'shopper2', acts: ['waits', 'orders', 'pays', 'looks'] },
        { role: 'clerk', name: 'clerk', acts: ['counts the shelf'] },
      ],
    };
    const shortest = await shrink(plan, played(plan), async (shorter) => played(shorter));
    expect(shortest.plan).toMatchObject({
      parts: [{ role: 'shopper', name: 'shopper2', acts: ['orders'] }],
      only: ['c'],
    });
    expect(shortest.plan.goods).toHaveLength(1);
    expect(shortest.played.problem).toEqual(BROKEN);
  });
});
