import { BatchGetCommand } from '@aws-sdk/lib-dynamodb';
import type { Bucket } from '../domain/stock-plan.ts';
import { stockKey } from './keys.ts';
import type { Store } from './store.ts';

/** Reads all buckets of a product, strongly consistent, in one request. */
export const readBuckets =
  ({ client, table }: Store) =>
  async (productId: string, buckets: number): Promise<readonly Bucket[]> => {
    const Keys = Array.from({ length: buckets }, (_, bucket) => stockKey(productId, bucket));
    const request = { [table]: { Keys, ConsistentRead: true } };
    const answer = await client.send(new BatchGetCommand({ RequestItems: request }));
    return (answer.Responses?.[table] ?? []).map((item) => ({
      bucket: Number((item['pk'] as string).split('#')[2]),
      available: item['n'] as number,
    }));
  };
