import { describe, expect, it } from '@jest/globals';
import { deployStacks, summary } from './deploy-stacks.ts';

const WAVES = [['platform'], ['users', 'orders'], ['edge']];

async function deployed(failing: readonly string[] = []) {
  const order: string[] = [];
  const outcomes = await deployStacks(WAVES, async (stack) => {
    order.push(`begins ${stack}`);
    await new Promise((resolve) => setImmediate(resolve));
    order.push(`ends ${stack}`);
    return !failing.includes(stack);
  });
  return { order, outcomes: Object.fromEntries(outcomes.map(({ stack, did }) => [stack, did])) };
}

describe('the stacks of a stage', () => {
  it('are deployed the platform first, the services side by side, the edge last', async () => {
    expect((await deployed()).order).toEqual([
      'begins platform',
      'ends platform',
      'begins users',
      'begins orders',
      'ends users',
      'ends orders',
      'begins edge',
      'ends edge',
    ]);
  });

  it('are left alone after one that failed, beside which the others come to their end', async () => {
    expect((await deployed(['users'])).outcomes).toEqual({
      platform: 'deployed',
      users: 'failed',
      orders: 'deployed',
      edge: 'not begun',
    });
    expect((await deployed(['platform'])).order).toEqual(['begins platform', 'ends platform']);
  });

  it('are told of one by one', () => {
    expect(summary('prod', [{ stack: 'users', did: 'failed', seconds: 7 }])).toBe(
      '\nStage "prod":\n  users      failed (7 s)',
    );
  });
});
