import { describe, expect, it } from '@jest/globals';
import { inRegions, partsOf } from './in-regions.ts';

describe('a stage of two regions', () => {
  it('is deployed so that keys and tables are there before what stands by on them', () => {
    expect(inRegions([['platform'], ['users', 'orders']], ['eu-central-1', 'eu-west-1'])).toEqual([
      ['platform eu-central-1'],
      ['platform eu-west-1'],
      ['users eu-central-1', 'orders eu-central-1'],
      ['users eu-west-1', 'orders eu-west-1'],
    ]);
  });

  it('has stacks of which each says where it is', () => {
    expect(partsOf('orders eu-west-1')).toEqual({ service: 'orders', region: 'eu-west-1' });
    expect(partsOf('orders')).toEqual({ service: 'orders', region: undefined });
  });
});
