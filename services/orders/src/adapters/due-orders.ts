import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { idOf } from './keys.ts';
import { duePartition, SHARDS } from './order-item.ts';
import type { Store } from './store.ts';

/** What one sweep takes of each kind and shard; a minute later the next one goes on. */
const PAGE = 100;

/** The orders for which something is due: one query of a sparse index per kind and shard. */
export const findDue =
  ({ client, table }: Store) =>
  async (at: number): Promise<readonly string[]> => {
    const partitions = Array.from({ length: SHARDS }, (_, shard) => shard).flatMap((shard) => [
      duePartition('pay', shard),
      duePartition('complete', shard),
    ]);
    const pages = await Promise.all(
      partitions.map((partition) =>
        client.send(
          new QueryCommand({
            TableName: table,
            IndexName: 'orders-due',
            KeyConditionExpression: 'dq = :partition AND due <= :at',
            ExpressionAttributeValues: { ':partition': partition, ':at': at },
            Limit: PAGE,
          }),
        ),
      ),
    );
    return pages.flatMap(({ Items = [] }) => Items.map(({ pk }) => idOf(pk as string)));
  };
