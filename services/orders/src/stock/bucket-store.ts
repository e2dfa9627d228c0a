import type { Item, Items } from '@cartless/aggregate';
import { stockKey } from '../orders-table.ts';
import type { Bucket, BucketAnswer } from './stock-plan.ts';

type Wanted = readonly Readonly<{ productId: string; buckets: number }>[];

/** Reads all buckets of products, strongly consistent, in one request. */
export const readBuckets =
  (items: Items) =>
  async (wanted: Wanted): Promise<ReadonlyMap<string, readonly Bucket[]>> => {
    const keys = wanted.flatMap(({ productId, buckets }) =>
      Array.from({ length: buckets }, (_, bucket) => stockKey(productId, bucket)),
    );
    const found = await items.getMany(keys, { consistent: true });
    const all = found.map((item) => {
      const [, productId = '', bucket] = (item['pk'] as string).split('#');
      return { productId, bucket: Number(bucket), available: item['n'] as number };
    });
    return Map.groupBy(all, ({ productId }) => productId);
  };

/** What a bucket says that gave nothing. */
export const bucketAnswer = (productId: string, bucket: number, item: Item | undefined): BucketAnswer => {
  const { n, p, c, act } = (item ?? {}) as { n: number; p: number; c: string; act: boolean };
  return {
    productId,
    bucket,
    found: item && { available: n, price: { amount: p, currency: c }, active: act },
  };
};
