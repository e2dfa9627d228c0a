import { named, type ProductId, sellableOf, type Sku } from '@cartless/domain';
import type { OrderChange } from '../ordering/order-change.ts';
import type { Order } from '../ordering/order.ts';
import { leftAgain } from '../stock/held-units.ts';

const NONE: ReadonlyMap<Sku, number> = new Map();

/** What left for parcels besides what was sold. As long as cash is not paid, nothing is sold. */
const goneBesides = (order: Order): ReadonlyMap<Sku, number> =>
  order.paymentMethod === 'card' || order.captures.length > 0 ? leftAgain(order) : NONE;

/** A change that also tells what it brings back to the shelf, or takes from it, for its parcels. */
export function tellingGoods<C extends OrderChange>(before: Order, change: C, at: number): C {
  const [was, is] = [goneBesides(before), goneBesides(change.state)];
  const differs = [...new Set([...was.keys(), ...is.keys()])]
    .map((sku) => ({ ...named(sellableOf<ProductId>(sku)), units: (was.get(sku) ?? 0) - (is.get(sku) ?? 0) }))
    .filter(({ units }) => units !== 0);
  if (differs.length === 0) return change;
  return { ...change, facts: [...(change.facts ?? []), { type: 'goods-reshelved', at, moved: differs }] };
}
