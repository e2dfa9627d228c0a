import type { Item } from '@cartless/aggregate';
import { type Dispute, isClosed } from './dispute.ts';

/** The partitions of the orders with open disputes, and of those whose disputes are over: few, so one of each is enough. */
export const OPEN_DISPUTES = 'open';
export const CLOSED_DISPUTES = 'closed';

/** The attributes by which an order stands in the list of disputes: by its first deadline, or by its last end. */
export function disputeIndexes(disputes: readonly Dispute[] = []): Item {
  const open = disputes.filter((dispute) => !isClosed(dispute));
  if (open.length > 0)
    return { dk: OPEN_DISPUTES, dd: Math.min(...open.map(({ dueBy, openedAt }) => dueBy ?? openedAt)) };
  return disputes.length > 0 ? { dk: CLOSED_DISPUTES, dd: Math.max(...disputes.map(({ at }) => at)) } : {};
}
