import { type Sku, skuOf } from '@cartless/domain';
import { createHash, randomUUID } from 'node:crypto';
import { retrying } from '@cartless/aggregate';
import { type Product, spread } from '../catalogue/product.ts';
import { IdempotencyKeyReused } from '../ordering/errors.ts';
import type { Draw } from '../ordering/order.ts';
import type { Clock } from '../ordering/ports.ts';
import { VariantRequired } from '../catalogue/errors.ts';
import { requireVariant } from '../catalogue/require-variant.ts';
import type { WantedBuckets } from './bucket-store.ts';
import { StockTooLow } from './errors.ts';
import type { BookMovement } from './movement.ts';
import { type Bucket, planDraws, total } from './stock-plan.ts';

type Ports = Readonly<{
  readProduct: (productId: string) => Promise<Product>;
  readBuckets: (wanted: WantedBuckets) => Promise<ReadonlyMap<Sku, readonly Bucket[]>>;
  book: BookMovement;
  now: Clock;
}>;

export type MoveStock = Readonly<{
  productId: string;
  variantId?: string | undefined;
  /** Units that came (positive) or are gone (negative). */
  delta: number;
  reason: string;
  by: string;
  idempotencyKey?: string | undefined;
}>;

/**
 * Books units that came in or are gone, as an entry of the product's ledger.
 * @returns how many there are afterwards, and whether an earlier request under the same key had booked it
 * @throws AppError PRODUCT_NOT_FOUND, VARIANT_NOT_FOUND, VARIANT_REQUIRED, STOCK_TOO_LOW, IDEMPOTENCY_KEY_REUSED, BUSY
 */
export const moveStock =
  ({ readProduct, readBuckets, book, now }: Ports) =>
  async ({
    productId,
    variantId,
    delta,
    reason,
    by,
    idempotencyKey,
  }: MoveStock): Promise<Readonly<{ available: number; replayed: boolean }>> => {
    const id = idempotencyKey === undefined ? randomUUID() : digest(idempotencyKey);
    const kind = delta > 0 ? ('receipt' as const) : ('correction' as const);
    // Others may empty a bucket between our reading it and taking from it.
    return retrying(async () => {
      const product = await readProduct(productId);
      checkVariant(product, variantId, delta);
      const sku = skuOf({ productId, variantId });
      const buckets = (await readBuckets([{ sku, buckets: product.buckets }])).get(sku) ?? [];
      const parts = partsOf(delta, buckets);
      const movement = { id, kind, units: delta, reason, by, at: now().getTime() };
      // When there is too little, the ledger is asked all the same: this very correction may have been made before.
      const moved = await book(sku, movement, parts ?? impossible(delta));
      if (moved.outcome === 'known' && (moved.units !== delta || moved.reason !== reason))
        throw IdempotencyKeyReused();
      if (moved.outcome === 'known') return { available: total(buckets), replayed: true };
      if (moved.outcome === 'moved') return { available: total(buckets) + delta, replayed: false };
      if (parts === undefined) throw StockTooLow({ details: { available: total(buckets) } });
      return undefined;
    });
  };

/**
 * Units come to a variant of a product that has some. What belongs to none, of orders placed before it had variants and cancelled
 * since, can be booked out.
 * @throws AppError VARIANT_NOT_FOUND, VARIANT_REQUIRED
 */
function checkVariant(product: Product, variantId: string | undefined, delta: number) {
  requireVariant(product, variantId);
  const { productId, options } = product;
  if (variantId === undefined && options !== undefined && delta > 0) {
    throw VariantRequired({ details: { lines: [{ productId, options: options.map(({ key }) => key) }] } });
  }
}

function partsOf(delta: number, buckets: readonly Bucket[]): readonly Draw[] | undefined {
  if (delta > 0) return spread(delta, buckets.length).map((quantity, bucket) => ({ bucket, quantity }));
  return planDraws(-delta, buckets)?.map(({ bucket, quantity }) => ({ bucket, quantity: -quantity }));
}

const impossible = (delta: number): readonly Draw[] => [{ bucket: 0, quantity: delta }];
const digest = (key: string): string => createHash('sha256').update(key).digest('base64url').slice(0, 22);
