import { describe, expect, it } from '@jest/globals';
import { scratchStage } from '../test/scratch-stage.ts';
import { expandUses } from './expand-uses.ts';
import { chosenIn, readCatalogue } from './settings/catalogue.ts';

const catalogue = readCatalogue(scratchStage());
const used = (couriers: string, way = 'calls') =>
  expandUses({ couriers: way }, chosenIn(catalogue, 'orders', { couriers }));

describe('a function that uses what the stage has chosen', () => {
  it('is given what each choice gives to those that use it so, in the order of the stage', () => {
    expect(used('["dove","horse"]')).toEqual({
      secrets: ['dove-key', 'horse-key'],
      environment: { LOFT: '${param:loft}', HORSE_URL: 'http://horse' },
    });
    expect(used('["horse"]').secrets).toEqual(['horse-key']);
  });

  it('is given nothing of what other services choose, or nobody has', () => {
    expect(chosenIn(catalogue, 'users', { couriers: '["horse"]' })).toEqual([]);
    expect(used('[]')).toEqual({ secrets: [], environment: {} });
  });

  it('is refused a way that a choice does not know', () => {
    expect(used('["horse"]', 'hears')).toEqual({ secrets: [], environment: {} });
    expect(() => used('["dove"]', 'hears')).toThrow('dove gives nothing to those that use it like "hears"');
  });
});
