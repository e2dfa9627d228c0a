import type { OrderFact } from '../src/facts/fact.ts';
import { pseudonymOf } from '../src/facts/pseudonym.ts';

/** The UTC day of all orders. */
export const DAY = '2025-06-02';
const START = Date.parse(`${DAY}T00:00:00Z`);
const HOUR_MS = 3_600_000;
const PRODUCTS = 60;
const CATEGORIES = 8;
const REGIONS = ['上海', '北京', '广东', '浙江', '江苏', '四川', '湖北', '福建', '山东', '陕西'];

/** A small generator of numbers in [0, 1) that a seed determines (mulberry32). */
export function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/**
 * The facts of one paid three-line order. Orders go round the hours of the day and, within each, round products, regions
 * and payment methods, so that 480 orders already touch every hour of every group.
 */
export function orderFacts(
  index: number,
  buyers: number,
  random: () => number,
  start = START,
): [OrderFact, OrderFact] {
  const pick = (size: number) => Math.floor(random() * size);
  const [hour, round] = [index % 24, Math.floor(index / 24)];
  const placed = start + hour * HOUR_MS + pick(50 * 60_000);
  const at = new Date(placed).toISOString();
  const lines = [0, 1, 2].map((step) => {
    const product = (3 * round + step) % PRODUCTS;
    const quantity = 1 + pick(3);
    return {
      productId: `prd_${product}`,
      title: `Product ${product}`,
      category: `category-${product % CATEGORIES}`,
      quantity,
      amount: quantity * 100 * (1 + product),
    };
  });
  const order = {
    orderId: `ord_${index}`,
    orderNumber: null,
    status: 'placed' as const,
    lines,
    total: lines.reduce((sum, { amount }) => sum + amount, 0),
    region: REGIONS[round % REGIONS.length] ?? '',
    paymentMethod: round % 5 !== 0 ? ('card' as const) : ('cod' as const),
    placedAt: at,
  };
  const buyer = pseudonymOf(`usr_${pick(buyers)}`);
  const paidAt = new Date(placed + 120_000).toISOString();
  return [
    { id: `${index}.1`, kind: 'placed', sequence: 1, buyer, at, order },
    { id: `${index}.2`, kind: 'paid', sequence: 2, buyer, at: paidAt, order: { ...order, status: 'paid' } },
  ];
}
