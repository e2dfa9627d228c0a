import type { Money, Sku } from '@cartless/domain';
import type { Draw } from '../ordering/order.ts';

/** What a bucket of stock holds. */
export type Bucket = Readonly<{ bucket: number; available: number }>;

/** What a bucket said when it refused to give units; `found` is undefined when there is none. */
export type BucketAnswer = Readonly<{
  sku: Sku;
  bucket: number;
  found: Readonly<{ available: number; price: Money; active: boolean }> | undefined;
}>;

/** The bucket to try first: any, so that shoppers of a hot product do not queue at the same one. */
export const anyBucket = (buckets: number, random: number): number => Math.floor(random * buckets);

/** What several buckets hold together. */
export const total = (buckets: readonly Bucket[]): number =>
  buckets.reduce((sum, { available }) => sum + available, 0);

/**
 * Draws units from several buckets: from the fullest first, so that few are needed and they empty evenly.
 * @returns undefined when all of them together have too little
 */
export function planDraws(quantity: number, buckets: readonly Bucket[]): readonly Draw[] | undefined {
  const draws: Draw[] = [];
  let left = quantity;
  for (const { bucket, available } of buckets.toSorted((a, b) => b.available - a.available)) {
    const part = Math.min(left, available);
    draws.push({ bucket, quantity: part });
    left -= part;
    if (left <= 0) return draws;
  }
  return undefined;
}
