import { skuOf } from '@cartless/domain';
import type { Order } from './orders.ts';

type Units = Parameters<typeof skuOf>[0] & Readonly<{ quantity: number }>;

/** Units that came off the shelf for an order and did not come back, by what is sold. What left and was not there did not come off it. */
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
  for (const { items, parts = [], ...parcel } of order.parcels) {
    const sign = leaving(parcel);
    if (sign !== 0) add(sign, items);
    for (const { items: units, ...part } of parts) {
      // What has a part of its own is none of the parcel's any more.
      if (sign !== 0) add(sign === 1 ? -1 : 1, units);
      const own = leaving(part);
      if (own !== 0) add(own, units);
    }
  }
  for (const { items } of order.missing ?? []) add(-1, items);
  return held;
}

type Decided = Pick<Order['parcels'][number], 'decided' | 'restock' | 'taken'>;

/** How often units left the shelf once more, less how often they came back to it. What is here and goes out again does neither. */
function leaving({ decided, restock, taken }: Decided): -1 | 0 | 1 {
  if (restock !== 'done') return taken ? 1 : 0;
  return taken || decided === 'reship' ? 0 : -1;
}
