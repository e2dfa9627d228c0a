import { cancel } from './cancellation.ts';
import { complete } from './completion.ts';
import { dueOf } from './due.ts';
import { ALL_BACK, decideByTime, type Policy } from '../parcels/undelivered.ts';
import { takeMissing } from '../parcels/missing.ts';
import type { Draws } from '../parcels/parcel-stock.ts';
import { tellAgain } from '../parcels/unanswered.ts';
import { leftOf, type ShelfPorts } from '../parcels/what-is-left.ts';
import type { OrderChange } from './order-change.ts';
import type { Order } from './order.ts';
import type { ChangeOrder, Clock } from './ports.ts';
import { settleReturn } from '../returns/return-due.ts';

type Ports = Readonly<{
  change: ChangeOrder;
  now: Clock;
  undelivered?: Policy;
  /** Whoever has none takes nothing from the shelf. */
  shelf?: ShelfPorts;
}>;

/**
 * Does to an order what is due: an unpaid one is cancelled and its stock is free, a delivered one is completed, a return that
 * nobody decided is approved, one of which nothing arrived lapses, the money of what
 * did not arrive goes back, a decision about it that was not answered is told again, and what left and was missing is taken
 * from the shelf. An order for which nothing is due, or not yet, stays as it is, so it does not matter how often or by whom this is asked.
 */
export const settleDue =
  ({ change, now, undelivered = ALL_BACK, shelf }: Ports) =>
  async (orderId: string): Promise<void> => {
    const step = { at: now().getTime(), by: 'system' as const };
    let left: Draws = new Map();
    const rule = (order: Order): OrderChange | undefined => {
      const due = dueOf(order);
      if (due === undefined || due.at > step.at) return undefined;
      if (due.what === 'tell') return tellAgain(order, step.at);
      if (due.what === 'take') return shelf && takeMissing(order, step.at, left);
      if (due.what === 'return') return settleReturn(order, step.at);
      if (due.what === 'decide') return decideByTime(order, undelivered, step);
      return due.what === 'pay' ? cancel(order, 'unpaid', step) : complete(order, step);
    };
    await change(
      orderId,
      rule,
      shelf && { onRefusal: async (refused) => void (left = await leftOf(shelf, left, refused)) },
    );
  };
