import { skuOf } from '@cartless/domain';
import { giveBackShare } from '../limits/shares.ts';
import type { OrderSide } from '../ordering/order-change.ts';
import type { Order, PlacedLine } from '../ordering/order.ts';
import type { ArrivedItem } from './return.ts';
import { unitsRestocked } from './return-units.ts';

/**
 * All that is written beside an order when units of it came back. `order` is as it was before. Units go back to the buckets that
 * they were drawn from, after those that went back earlier; what cannot be sold again goes nowhere. On the shelf or not, they
 * count no more against their shopper's limit.
 */
export const goodsBack = (order: Order, items: readonly ArrivedItem[], at: number): readonly OrderSide[] =>
  items.flatMap(({ line, quantity, restocked }) => {
    const placed = order.lines[line];
    if (placed === undefined) return [];
    return [
      ...releases(placed, restocked, unitsRestocked(order, line)),
      ...giveBackShare(order, { of: placed.productId, limit: placed.limit, units: quantity }, at),
    ];
  });

/** Releases units of a line, leaving out as many as were released before. */
function releases(line: PlacedLine, units: number, before: number): OrderSide[] {
  let skipped = before;
  let left = units;
  return line.draws.flatMap(({ bucket, quantity: drawn }) => {
    const skip = Math.min(skipped, drawn);
    const quantity = Math.min(left, drawn - skip);
    skipped -= skip;
    left -= quantity;
    return quantity > 0 ? [{ type: 'release-stock', sku: skuOf(line), bucket, quantity } as const] : [];
  });
}
