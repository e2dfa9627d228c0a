import { describe, expect, it } from '@jest/globals';
import { countBuyers, levelFor, levelOf, purchasesByPeriod, SAMPLE_LIMIT } from './buyer-sample.ts';
import type { Fact } from '../facts/fact.ts';
import { pseudonymOf } from '../facts/pseudonym.ts';

const placedBy = (buyer: number, order: number): Fact => ({
  id: `${order}`,
  kind: 'placed',
  sequence: 1,
  buyer: pseudonymOf(`usr_${buyer}`),
  at: '2026-05-01T10:00:00.000Z',
  order: {
    orderId: `ord_${order}`,
    orderNumber: null,
    status: 'placed',
    lines: [],
    total: 0,
    region: '',
    paymentMethod: 'card',
    placedAt: '2026-05-01T10:00:00.000Z',
  },
});
const purchasesOf = (facts: readonly Fact[]) => [...(purchasesByPeriod(facts).get('2026-05-01') ?? [])];

describe('a sample of buyers', () => {
  it('counts exactly while it holds everybody', () => {
    const purchases = purchasesOf([placedBy(1, 1), placedBy(1, 2), placedBy(2, 3), placedBy(2, 3)]);
    expect(countBuyers(purchases, levelFor(purchases))).toEqual({
      buyers: 2,
      repeaters: 1,
      looked: 2,
      error: 0,
    });
  });

  it('estimates within four standard errors when it is full', () => {
    const buyers = 20_000;
    const facts = Array.from({ length: buyers }, (_, i) => placedBy(i, i));
    const repeats = Array.from({ length: buyers / 4 }, (_, i) => placedBy(i, buyers + i));
    const purchases = purchasesOf([...facts, ...repeats]);
    const level = levelFor(purchases);
    const kept = purchases.filter((purchase) => levelOf(purchase) >= level);
    expect(kept.length).toBeLessThanOrEqual(SAMPLE_LIMIT);
    const count = countBuyers(kept, level);
    expect(count.error / buyers).toBeLessThan(0.05);
    expect(Math.abs(count.buyers - buyers)).toBeLessThan(4 * count.error);
    expect(count.repeaters / count.buyers).toBeCloseTo(0.25, 1);
  });

  it('counts the same from what was kept as from everything', () => {
    const facts = Array.from({ length: 5000 }, (_, i) => placedBy(i, i));
    const all = purchasesOf(facts);
    const pruned = all.filter((purchase) => levelOf(purchase) >= 1);
    expect(levelFor(pruned)).toBe(levelFor(all));
  });
});
