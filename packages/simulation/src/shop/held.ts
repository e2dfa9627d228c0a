import { skuOf } from '@cartless/domain';
import type { Order } from './orders.ts';

type Units = Parameters<typeof skuOf>[0] & Readonly<{ quantity: number }>;

/** Units that came off the shelf for an order and did not come back, by what is sold. */
export function heldBy(order: Order): ReadonlyMap<string, number> {
  const held = new Map<string, number>();
  if (order.status === 'cancelled' && order.cancelled.why !== 'undelivered') return held;
  const add = (sign: 1 | -1, units: readonly Units[] = order.lines): void => {
    for (const one of units) held.set(skuOf(one), (held.get(skuOf(one)) ?? 0) + sign * one.quantity);
  };
  add(1);
  for (const one of order.returns) {
    if (one.status !== 'received') continue;
    for (const { line, restocked } of one.received.items) {
      const sold = order.lines[line];
      if (sold !== undefined) add(-1, [{ ...sold, quantity: restocked }]);
    }
  }
  for (const { items, restock, taken, parts = [] } of order.parcels) {
    if (restock === 'done') add(-1, items);
    if (taken) add(1, items);
    for (const part of parts) {
      // What has a part of its own is none of the parcel's any more.
      if (restock === 'done') add(1, part.items);
      if (taken) add(-1, part.items);
      if (part.restock === 'done') add(-1, part.items);
      if (part.taken) add(1, part.items);
    }
  }
  return held;
}
