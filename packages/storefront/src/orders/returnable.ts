import type { Order } from '@cartless/api-client';
import { sameGoods } from './titles.ts';

/** A line of an order, and how many of its units can still be sent back. */
export type ReturnableLine = Order['items'][number] & Readonly<{ left: number }>;

/** What can still be sent back: what neither came back, nor is to come back already, nor was paid back because it never arrived. */
export function returnable({ status, items, returns, parcels }: Order): ReturnableLine[] {
  if (status !== 'delivered' && status !== 'completed' && status !== 'return-requested') return [];
  const lost = parcels.flatMap(({ decided = [] }) => decided.filter(({ outcome }) => outcome === 'refund'));
  const gone = [...returns.flatMap(claimedBy), ...lost.flatMap((decision) => decision.items)];
  return items.flatMap((line) => {
    const same = gone.filter((unit) => sameGoods(unit, line));
    const left = line.quantity - same.reduce((sum, { quantity }) => sum + quantity, 0);
    return left > 0 ? [{ ...line, left }] : [];
  });
}

/** The units that a return takes: those that were asked for, and once they are here those that are. */
function claimedBy({ status, items, received }: Order['returns'][number]) {
  if (status === 'received') return received?.items ?? [];
  return status === 'requested' || status === 'approved' ? items : [];
}
