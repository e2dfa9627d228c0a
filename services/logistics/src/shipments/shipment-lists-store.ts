import { type Item, type Items, pageOf, queryAll } from '@cartless/aggregate';
import type { ShipmentId } from '@cartless/domain';
import type { ShipmentReader } from './ports.ts';
import { DUE_SHARDS, toSummary } from './shipment-item.ts';
import type { Shipment } from './shipment.ts';

type Lists = Pick<ShipmentReader, 'list' | 'listReshipRequests' | 'ofOrder' | 'ofUser' | 'due'>;

/** The lists of parcels, each answered by the table's own order or a sparse index. */
export const shipmentLists = (items: Items, decode: (item: Item) => Shipment): Lists => ({
  // The one that waits longest comes first: the list is somebody's work.
  list: (status, page) => pageOf(items, { ...page, index: 'byStatus', hash: status }, toSummary),
  listReshipRequests: (page) => pageOf(items, { ...page, index: 'byReship', hash: 'requested' }, toSummary),
  async ofOrder(orderNumber, { consistent } = { consistent: false }) {
    const parcels: Shipment[] = [];
    for await (const item of queryAll(items, { hash: orderNumber, consistent })) parcels.push(decode(item));
    return parcels;
  },
  async *ofUser(userId) {
    for await (const { sk } of queryAll(items, { index: 'byUser', hash: userId })) yield sk as ShipmentId;
  },
  async due(now, limit) {
    const pages = await Promise.all(
      Array.from({ length: DUE_SHARDS }, (_, shard) =>
        items.query({
          index: 'byDue',
          hash: `due#${shard}`,
          range: { to: now.toISOString() },
          limit: Math.ceil(limit / DUE_SHARDS),
        }),
      ),
    );
    return pages
      .flatMap((page) => page.items as readonly Readonly<{ sk: ShipmentId; dueAt: string }>[])
      .toSorted((a, b) => a.dueAt.localeCompare(b.dueAt))
      .map(({ sk }) => sk);
  },
});
