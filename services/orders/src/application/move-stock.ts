import { createHash, randomUUID } from 'node:crypto';
import { Busy } from '@cartless/dynamodb';
import { IdempotencyKeyReused, StockTooLow } from '../domain/errors.ts';
import type { Draw } from '../domain/order.ts';
import { spread } from '../domain/product.ts';
import { type Bucket, planDraws } from '../domain/stock-plan.ts';
import type { BookMovement, Clock, ReadBuckets, ReadProduct } from './ports.ts';

type Ports = Readonly<{
  readProduct: ReadProduct;
  readBuckets: ReadBuckets;
  book: BookMovement;
  now: Clock;
}>;

export type MoveStock = Readonly<{
  productId: string;
  /** Units that came (positive) or are gone (negative). */
  delta: number;
  reason: string;
  by: string;
  idempotencyKey?: string | undefined;
}>;

const ATTEMPTS = 6;

/**
 * Books units that came in or are gone, as an entry of the product's ledger.
 * @returns how many there are afterwards
 * @throws AppError PRODUCT_NOT_FOUND, STOCK_TOO_LOW, IDEMPOTENCY_KEY_REUSED, BUSY
 */
export const moveStock =
  ({ readProduct, readBuckets, book, now }: Ports) =>
  async ({ productId, delta, reason, by, idempotencyKey }: MoveStock): Promise<number> => {
    const id = idempotencyKey === undefined ? randomUUID() : digest(idempotencyKey);
    const kind = delta > 0 ? ('receipt' as const) : ('correction' as const);
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const { product } = await readProduct(productId);
      const buckets = await readBuckets(productId, product.buckets);
      const parts = partsOf(delta, buckets);
      const movement = { id, kind, units: delta, reason, by, at: now().getTime() };
      // When there is too little, the ledger is asked all the same: this very correction may have been made before.
      const moved = await book(productId, movement, parts ?? impossible(delta));
      if (moved.outcome === 'known' && (moved.units !== delta || moved.reason !== reason))
        throw IdempotencyKeyReused();
      if (moved.outcome === 'known') return total(buckets);
      if (moved.outcome === 'moved') return total(buckets) + delta;
      if (parts === undefined) throw StockTooLow({ details: { available: total(buckets) } });
    }
    throw Busy({ details: { retryAfter: 1 } });
  };

function partsOf(delta: number, buckets: readonly Bucket[]): readonly Draw[] | undefined {
  if (delta > 0) return spread(delta, buckets.length).map((quantity, bucket) => ({ bucket, quantity }));
  return planDraws(-delta, buckets)?.map(({ bucket, quantity }) => ({ bucket, quantity: -quantity }));
}

const impossible = (delta: number): readonly Draw[] => [{ bucket: 0, quantity: delta }];
const total = (buckets: readonly Bucket[]): number => buckets.reduce((sum, one) => sum + one.available, 0);
const digest = (key: string): string => createHash('sha256').update(key).digest('base64url').slice(0, 22);
