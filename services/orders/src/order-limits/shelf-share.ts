import { type ProductId, sellableOf, type Sku } from '@cartless/domain';
import type { Limits } from './limit-settings.ts';
import type { OpenOrder, OpenOrders } from './open-order.ts';
import type { Endings } from './open-orders.ts';
import { beyond, openUntil, type OverLimit } from './over-limit.ts';

type Share = Limits['shelf'];
type Line = Readonly<{ sku: Sku; quantity: number }>;

/**
 * How many units must lie on a shelf for an order to take so many: the rest is for others. It becomes the condition under which the
 * units are taken, so nothing is read to know it.
 * @param held units of it that the shopper has not paid for already
 */
export function unitsNeeded({ units, percent }: Share, quantity: number, held: number): number {
  if (held + quantity <= units) return quantity;
  return Math.max(quantity, Math.ceil(((held + quantity) * 100) / percent) - held);
}

/** The units of something that a shopper's open orders hold. */
export const heldOf = ({ open }: OpenOrders, sku: Sku): number =>
  open.reduce((sum, order) => sum + unitsIn(order, sku), 0);

/**
 * Lines of an order that would leave others too little of a shelf.
 * @param onShelf units that lie there, of each line that is looked at
 */
export const overShare = (
  orders: OpenOrders,
  lines: readonly Line[],
  { shelf: { units, percent } }: Limits,
  onShelf: ReadonlyMap<Sku, number>,
  { endings, payWithinMs }: Readonly<{ endings: Endings; payWithinMs: number }>,
): readonly OverLimit[] =>
  lines.flatMap(({ sku, quantity }) => {
    const available = onShelf.get(sku);
    if (available === undefined || quantity > available) return [];
    const held = heldOf(orders, sku);
    const limit = Math.max(units, Math.floor(((available + held) * percent) / 100));
    const uses = orders.open
      .filter((order) => unitsIn(order, sku) > 0)
      .map((order) => ({ amount: unitsIn(order, sku), until: openUntil(order, endings, payWithinMs) }));
    return beyond('shelf-share', limit, uses, quantity, sellableOf<ProductId>(sku));
  });

const unitsIn = ({ units }: OpenOrder, sku: Sku): number =>
  units.reduce((sum, one) => sum + (one.sku === sku ? one.quantity : 0), 0);
