import { type Sku, skuOf } from '@cartless/domain';
import type { Order } from '../ordering/order.ts';

type Units = Parameters<typeof skuOf>[0] & Readonly<{ quantity: number }>;

/** Units that came off the shelf for an order and did not come back, by what is sold. What left and was not there did not come off it. */
export function heldBy(order: Order): ReadonlyMap<Sku, number> {
  const held = sentFor(order);
  for (const { items } of order.missing ?? []) add(held, -1, items);
  return held;
}

/** Units that left for an order and did not come back, those among them that the shelf did not have. */
export function sentFor(order: Order): Map<Sku, number> {
  const sent = new Map<Sku, number>();
  if (order.status === 'cancelled' && order.cancelled.why !== 'undelivered') return sent;
  add(sent, 1, order.lines);
  for (const one of order.returns) {
    if (one.status !== 'received') continue;
    for (const { line, restocked } of one.received.items) {
      const sold = order.lines[line];
      if (sold !== undefined) add(sent, -1, [{ ...sold, quantity: restocked }]);
    }
  }
  for (const [sku, units] of leftAgain(order)) sent.set(sku, (sent.get(sku) ?? 0) + units);
  return sent;
}

/** Units that left for parcels besides what was sold, less those that parcels brought back. */
export function leftAgain(order: Order): ReadonlyMap<Sku, number> {
  const left = new Map<Sku, number>();
  for (const { items = order.lines, parts = [], ...parcel } of order.parcels) {
    const sign = leaving(parcel);
    if (sign !== 0) add(left, sign, items);
    for (const { items: units, ...part } of parts) {
      // What has a part of its own is none of the parcel's any more.
      if (sign !== 0) add(left, sign === 1 ? -1 : 1, units);
      const own = leaving(part);
      if (own !== 0) add(left, own, units);
    }
  }
  return left;
}

function add(sums: Map<Sku, number>, sign: 1 | -1, units: readonly Units[]): void {
  for (const one of units) sums.set(skuOf(one), (sums.get(skuOf(one)) ?? 0) + sign * one.quantity);
}

type Decided = Pick<Order['parcels'][number], 'decided' | 'restock' | 'taken'>;

/** How often units left the shelf once more, less how often they came back to it. What is here and goes out again does neither. */
function leaving({ decided, restock, taken }: Decided): -1 | 0 | 1 {
  if (restock !== 'done') return taken ? 1 : 0;
  return taken || decided === 'reship' ? 0 : -1;
}
