import { sellableOf, type Sku } from '@cartless/domain';
import type { RefusedSide } from '@cartless/aggregate';
import type { ReadListings } from '../catalogue/listing.ts';
import type { OrderSide } from '../ordering/order-change.ts';
import type { Bucket } from '../stock/stock-plan.ts';
import type { WantedBuckets } from '../stock/bucket-store.ts';
import type { Draws } from './parcel-stock.ts';

type Refused = readonly RefusedSide<OrderSide>[];

export type ShelfPorts = Readonly<{
  readListings: ReadListings;
  readBuckets: (wanted: WantedBuckets) => Promise<ReadonlyMap<Sku, readonly Bucket[]>>;
}>;

/** What all buckets hold of what was refused. */
export async function whatIsLeft(
  { readListings, readBuckets }: ShelfPorts,
  refused: Refused,
): Promise<ReadonlyMap<Sku, readonly Bucket[]>> {
  const skus = [...new Set(refused.flatMap(({ side }) => (side.type === 'retake-stock' ? [side.sku] : [])))];
  const { listings } = await readListings(
    skus.map((sku) => sellableOf(sku).productId),
    undefined,
  );
  const buckets = await readBuckets(
    skus.map((sku) => ({ sku, buckets: listings.get(sellableOf(sku).productId)?.buckets ?? 1 })),
  );
  return new Map(skus.map((sku) => [sku, buckets.get(sku) ?? []]));
}

/** What the shelf holds of all that it refused so far, the fullest bucket first. @param known what it held of what it refused before */
export async function leftOf(ports: ShelfPorts, known: Draws, refused: Refused): Promise<Draws> {
  const found = await whatIsLeft(ports, refused);
  const draws = [...found].map(
    ([sku, buckets]) =>
      [
        sku,
        buckets
          .toSorted((a, b) => b.available - a.available)
          .map(({ bucket, available }) => ({ bucket, quantity: available })),
      ] as const,
  );
  return new Map([...known, ...draws]);
}
