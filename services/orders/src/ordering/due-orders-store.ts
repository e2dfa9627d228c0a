import type { Items } from '@cartless/aggregate';
import { idOf } from '../orders-table.ts';
import { DUE_KINDS } from './due.ts';
import { duePartition, SHARDS } from './order-item.ts';

/** What one sweep takes of each kind and shard; a minute later the next one goes on. */
const PAGE = 100;

/** The orders for which something is due: one query of a sparse index per kind and shard. */
export const findDue =
  (items: Items) =>
  async (at: number): Promise<readonly string[]> => {
    const partitions = Array.from({ length: SHARDS }, (_, shard) => shard).flatMap((shard) =>
      DUE_KINDS.map((what) => duePartition(what, shard)),
    );
    const pages = await Promise.all(
      partitions.map((hash) => items.query({ index: 'orders-due', hash, range: { to: at }, limit: PAGE })),
    );
    return pages.flatMap((page) => page.items.map(({ pk }) => idOf(pk as string)));
  };
