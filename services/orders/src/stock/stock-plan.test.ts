import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { spread } from '../catalogue/product.ts';
import { anyBucket, planDraws, total } from './stock-plan.ts';

const buckets = fc
  .array(fc.nat(20), { minLength: 1, maxLength: 20 })
  .map((units) => units.map((available, bucket) => ({ bucket, available })));

describe('drawing units from buckets', () => {
  it('takes exactly what is asked, from no bucket more than it holds, whenever there is enough', () => {
    fc.assert(
      fc.property(buckets, fc.integer({ min: 1, max: 400 }), (all, quantity) => {
        const held = all.reduce((sum, { available }) => sum + available, 0);
        const draws = planDraws(quantity, all);
        if (held < quantity) return expect(draws).toBeUndefined();
        expect(draws?.reduce((sum, draw) => sum + draw.quantity, 0)).toBe(quantity);
        for (const draw of draws ?? []) {
          expect(draw.quantity).toBeGreaterThan(0);
          expect(draw.quantity).toBeLessThanOrEqual(all[draw.bucket]?.available ?? 0);
        }
      }),
    );
  });

  it('takes from the fullest first, and nothing from a bucket that owes', () => {
    const all = [2, 5, -1, 9].map((available, bucket) => ({ bucket, available }));
    expect(planDraws(12, all)).toEqual([
      { bucket: 3, quantity: 9 },
      { bucket: 1, quantity: 3 },
    ]);
    expect(planDraws(16, all)).toEqual([
      { bucket: 3, quantity: 9 },
      { bucket: 1, quantity: 5 },
      { bucket: 0, quantity: 2 },
    ]);
    expect(planDraws(17, all)).toBeUndefined();
    expect(total(all)).toBe(15);
  });

  it('spreads units evenly and loses none', () => {
    fc.assert(
      fc.property(fc.nat(1000), fc.integer({ min: 1, max: 20 }), (units, count) => {
        const parts = spread(units, count);
        expect(parts.reduce((a, b) => a + b, 0)).toBe(units);
        expect(Math.max(...parts) - Math.min(...parts)).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('tries any bucket first', () => {
    expect([anyBucket(4, 0), anyBucket(4, 0.999), anyBucket(1, 0.5)]).toEqual([0, 3, 0]);
  });
});
