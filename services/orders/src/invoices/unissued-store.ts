import { type Items, queryAll } from '@cartless/aggregate';
import { ORDER_STATUSES } from '@cartless/domain';
import { SHARDS, statusPartition } from '../ordering/order-item.ts';
import type { Order } from '../ordering/order.ts';
import type { OrderReader } from '../ordering/order-reader.ts';
import { documentKey, idOf } from '../orders-table.ts';

/** As many orders as one request reads. */
const BATCH = 100;
/** What nobody has paid yet has no invoice. */
const LATER = ORDER_STATUSES.filter((status) => status !== 'placed');

/** The orders of a span of time that are further than placed, batch by batch. */
export const soldBetween = (orders: OrderReader, items: Items) =>
  async function* (from: number, to: number): AsyncGenerator<readonly Order[]> {
    let batch: string[] = [];
    for (const status of LATER) {
      for (let shard = 0; shard < SHARDS; shard += 1) {
        const hash = statusPartition(status, shard);
        for await (const { pk } of queryAll(items, {
          index: 'orders-by-status',
          hash,
          range: { from, to },
        })) {
          batch.push(idOf(pk as string));
          if (batch.length < BATCH) continue;
          yield [...(await orders.readMany(batch)).values()];
          batch = [];
        }
      }
    }
    if (batch.length > 0) yield [...(await orders.readMany(batch)).values()];
  };

/** Of some orders, those that have an invoice. */
export const invoiced =
  (items: Items) =>
  async (orderIds: readonly string[]): Promise<ReadonlySet<string>> => {
    const keys = orderIds.map((orderId) => documentKey(orderId, 0));
    const found = await items.getMany(keys, { only: ['pk'] });
    return new Set(found.map(({ pk }) => idOf(pk as string)));
  };
