import type { Item } from '@cartless/aggregate';
import { skuOf } from '@cartless/domain';
import type { Invariant } from './invariant.ts';
import { orderIn, ORDERS } from '../shop/orders.ts';

type Units = Parameters<typeof skuOf>[0] & Readonly<{ quantity: number }>;

/** Units that came off the shelf for an order and did not come back, by what is sold. */
function heldBy(item: Item | undefined): ReadonlyMap<string, number> {
  const held = new Map<string, number>();
  if (item === undefined) return held;
  const order = orderIn(item);
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

/** Adds up the change of each thing that is sold, and remembers which of them to look at. */
export const stockAddsUp: Invariant = {
  says: 'stock on the shelf and in orders is what the ledger says',
  watch: () => {
    const off = new Map<string, number>();
    const shelf = new Map<string, number>();
    const touched = new Set<string>();
    const add = (sku: string, units: number): void => {
      off.set(sku, (off.get(sku) ?? 0) + units);
      touched.add(sku);
    };
    return {
      changed(table, { before, after }) {
        if (table !== ORDERS) return;
        const { pk = '', sk = '' } = (after ?? before ?? {}) as Readonly<Record<string, string>>;
        if (sk === 'stock') {
          const [, sku = ''] = pk.split('#');
          const units = Number(after?.['n'] ?? 0);
          shelf.set(pk, units);
          add(sku, units - Number(before?.['n'] ?? 0));
        } else if (pk.startsWith('L#')) {
          add(pk.slice(2), Number(before?.['d'] ?? 0) - Number(after?.['d'] ?? 0));
        } else if (sk === 'order') {
          for (const [sku, units] of heldBy(after)) add(sku, units);
          for (const [sku, units] of heldBy(before)) add(sku, -units);
        }
      },
      always() {
        for (const sku of touched) {
          const difference = off.get(sku) ?? 0;
          if (difference !== 0) return `of ${sku} there are ${difference} units more than the ledger says`;
        }
        touched.clear();
        for (const [pk, units] of shelf) if (units < 0) return `${pk} holds ${units} units`;
        return undefined;
      },
    };
  },
};
