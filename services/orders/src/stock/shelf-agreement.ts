import { decode, type Write } from '@cartless/aggregate';
import type { Agreement, Broken } from '@cartless/aggregate/repairing';
import type { Sku } from '@cartless/domain';
import { orderDeclaration } from '../ordering/order-store.ts';
import { stockKey } from '../orders-table.ts';
import { heldBy } from './held-units.ts';
import { type Bucket, planDraws, total } from './stock-plan.ts';

/**
 * Orders and the ledger say how many units there are, the shelf follows: an order is what somebody was promised, and the ledger what
 * somebody of the shop has counted.
 */
export const shelfAgrees: Agreement = {
  says: 'stock on the shelf and in orders is what the ledger says',
  watch() {
    /** Units on the shelf and in orders beyond those of the ledger. */
    const beyond = new Map<Sku, number>();
    const buckets = new Map<Sku, Bucket[]>();
    const add = (sku: Sku, units: number): void => void beyond.set(sku, (beyond.get(sku) ?? 0) + units);
    return {
      see(item) {
        const { pk, sk } = item as Readonly<Record<'pk' | 'sk', string>>;
        if (sk === 'stock') {
          const [, sku = '', bucket] = pk.split('#');
          const available = Number(item['n']);
          buckets.set(sku, [...(buckets.get(sku) ?? []), { bucket: Number(bucket), available }]);
          add(sku, available);
        } else if (pk.startsWith('L#')) add(pk.slice(2), -Number(item['d']));
        else if (sk === 'order')
          for (const [sku, units] of heldBy(decode(orderDeclaration, item))) add(sku, units);
      },
      *broken() {
        for (const [sku, units] of beyond) {
          if (units > 0) yield tooMany(sku, units, buckets.get(sku) ?? []);
          if (units < 0) yield tooFew(sku, -units, buckets.get(sku) ?? []);
        }
      },
    };
  },
};

/** An order without what it took, or goods that came back without their order; whoever ordered gets what was promised. */
function tooMany(sku: Sku, units: number, buckets: readonly Bucket[]): Broken {
  const says = `${sku} has ${units} units more on the shelf than its ledger and its orders say`;
  const there = Math.min(units, total(buckets));
  const sold = units - there;
  const draws = planDraws(there, buckets) ?? [];
  return {
    says:
      sold === 0 ? says : `${says}, and ${sold} of them are sold: buy them, or cancel an order that waits`,
    ...(there > 0 && { mend: draws.map((draw) => moved(sku, buckets, draw.bucket, -draw.quantity)) }),
  };
}

/** Units that were taken for an order that is not there. */
function tooFew(sku: Sku, units: number, buckets: readonly Bucket[]): Broken {
  const says = `${sku} has ${units} units fewer on the shelf than its ledger and its orders say`;
  const [emptiest] = buckets.toSorted((one, other) => one.available - other.available);
  return {
    says: emptiest === undefined ? `${says}, and no shelf: its product is not there` : says,
    ...(emptiest && { mend: [moved(sku, buckets, emptiest.bucket, units)] }),
  };
}

const moved = (sku: Sku, buckets: readonly Bucket[], bucket: number, units: number): Write => ({
  update: stockKey(sku, bucket),
  add: { n: units },
  when: { n: buckets.find((one) => one.bucket === bucket)?.available ?? 0 },
});
