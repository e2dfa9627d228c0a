import { sellableOf, type Sku } from '@cartless/domain';
import type { RefusedSide } from '@cartless/aggregate';
import type { ReadListings } from '../catalogue/listing.ts';
import type { OrderRule, OrderSide } from '../ordering/order-change.ts';
import type { Order } from '../ordering/order.ts';
import type { Bucket } from '../stock/stock-plan.ts';
import type { WantedBuckets } from '../stock/bucket-store.ts';

type Refused = readonly RefusedSide<OrderSide>[];

/** A change of an order that takes units from the shelf, which may refuse them. */
export type ChangeTaking = (
  orderId: string,
  rule: OrderRule,
  /** @param options.onRefusal is told which units the shelf refused; throws, or has the rule asked again */
  options?: Readonly<{ onRefusal: (refused: Refused) => Promise<void> }>,
) => Promise<Order>;

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
