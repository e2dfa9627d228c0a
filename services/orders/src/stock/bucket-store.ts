import type { Sku } from '@cartless/domain';
import type { Item, Items } from '@cartless/aggregate';
import { stockKey } from '../orders-table.ts';
import type { Bucket, BucketAnswer } from './stock-plan.ts';

export type WantedBuckets = readonly Readonly<{ sku: Sku; buckets: number }>[];

/** Reads all buckets of what is sold, strongly consistent, in one request. */
export const readBuckets =
  (items: Items) =>
  async (wanted: WantedBuckets): Promise<ReadonlyMap<Sku, readonly Bucket[]>> => {
    const keys = wanted.flatMap(({ sku, buckets }) =>
      Array.from({ length: buckets }, (_, bucket) => stockKey(sku, bucket)),
    );
    const found = await items.getMany(keys, { consistent: true });
    const all = found.map((item) => {
      const [, sku = '', bucket] = (item['pk'] as string).split('#');
      return { sku, bucket: Number(bucket), available: item['n'] as number };
    });
    return Map.groupBy(all, ({ sku }) => sku);
  };

/** What a bucket says that gave nothing. */
export const bucketAnswer = (sku: Sku, bucket: number, item: Item | undefined): BucketAnswer => {
  const { n, p, c, act } = (item ?? {}) as { n: number; p: number; c: string; act: boolean };
  return {
    sku,
    bucket,
    found: item && { available: n, price: { amount: p, currency: c }, active: act },
  };
};
