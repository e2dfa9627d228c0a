import type { OrderFact } from '../src/domain/fact.ts';
import { pseudonymOf } from '../src/domain/pseudonym.ts';

const START = Date.parse('2025-06-02T00:00:00Z');
const WEEK_MS = 7 * 86_400_000;
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

/** The facts of one paid three-line order, somewhere in the first week of June 2025. */
export function orderFacts(index: number, buyers: number, random: () => number): [OrderFact, OrderFact] {
  const pick = (size: number) => Math.floor(random() * size);
  const placed = START + pick(WEEK_MS);
  const at = new Date(placed).toISOString();
  const first = pick(PRODUCTS);
  const lines = [0, 7, 19].map((step) => {
    const product = (first + step) % PRODUCTS;
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
    region: REGIONS[pick(REGIONS.length)] ?? '',
    paymentMethod: random() < 0.8 ? ('card' as const) : ('cod' as const),
    placedAt: at,
  };
  const buyer = pseudonymOf(`usr_${pick(buyers)}`);
  const paidAt = new Date(placed + 120_000).toISOString();
  return [
    { id: `${index}.1`, kind: 'placed', sequence: 1, buyer, at, order },
    { id: `${index}.2`, kind: 'paid', sequence: 2, buyer, at: paidAt, order: { ...order, status: 'paid' } },
  ];
}
