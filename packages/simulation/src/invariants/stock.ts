import type { Item } from '@cartless/aggregate';
import type { Invariant } from './invariant.ts';
import { heldBy } from '../../../../services/orders/src/stock/held-units.ts';
import { orderIn, ORDERS } from '../shop/orders.ts';

const heldIn = (item: Item | undefined) => (item === undefined ? NOTHING : heldBy(orderIn(item)));
const NOTHING: ReadonlyMap<string, number> = new Map();

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
          for (const [sku, units] of heldIn(after)) add(sku, units);
          for (const [sku, units] of heldIn(before)) add(sku, -units);
        }
      },
      always() {
        if (touched.size === 0) return undefined;
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
